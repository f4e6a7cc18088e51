package dev.tandem.simulation.engine;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The events of a schedule, one line each. Names replace ids, because ids differ in each run. */
public final class Trace {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Clock clock;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private boolean kept;

    Trace(Clock clock) {
        this.clock = clock;
    }

    public void begin(boolean keep) {
        kept = keep;
        lines.clear();
        names.clear();
    }

    @FormatMethod
    public void add(String where, @FormatString String what, Object... details) {
        if (kept) {
            lines.add("%s %-14s %s".formatted(time(), where, named(what.formatted(details))));
        }
    }

    private String time() {
        var time = Duration.between(Scheduler.START, clock.instant());
        return "%02d:%02d:%02d.%03d"
                .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart(), time.toMillisPart());
    }

    /** The text, with a name instead of each id. */
    public String named(String text) {
        return ID.matcher(text).replaceAll(id -> names.computeIfAbsent(id.group(), _ -> "order-" + (names.size() + 1)));
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
