package dev.tandem.benchmark.orders.report;

/** The names of the measures in the samples, and their titles in the report. */
public final class Measure {

    /** The beginning of a trial, on a JVM that has compiled nothing yet. */
    public static final String START = "start";

    /** A trial in which the server counts statements. */
    public static final String STATEMENTS = "statements";

    private Measure() {}

    public static String sync(int customers) {
        return "sync " + customers;
    }

    public static String async(int customers) {
        return "async " + customers;
    }

    public static String open(int percent) {
        return "open " + percent + " %";
    }

    static boolean isSync(String measure) {
        return measure.startsWith("sync ");
    }

    static boolean isOpen(String measure) {
        return measure.startsWith("open ");
    }

    static String title(String measure) {
        var size = measure.substring(measure.indexOf(' ') + 1);
        return switch (measure.split(" ")[0]) {
            case START -> "From the start on";
            case "sync" -> "Customers who wait for the outcome: " + size;
            case "async" -> "Customers who do not wait (`Prefer: respond-async`): " + size;
            default -> "Open load, " + size + " of the highest rate of customers who wait";
        };
    }
}
