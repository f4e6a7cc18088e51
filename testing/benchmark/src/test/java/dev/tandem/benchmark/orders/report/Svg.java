package dev.tandem.benchmark.orders.report;

import static java.lang.String.format;
import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import java.util.List;

/** A picture in the making. */
final class Svg {

    private static final List<String> COLOURS =
            List.of("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#777777", "#bbbbbb");

    private static final List<String> INKS = List.of("#222222", "#cc3311", "#0077bb", "#009988");

    private final StringBuilder elements = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Colours of areas that most people can tell apart. */
    static String colour(int number) {
        return COLOURS.get(number % COLOURS.size());
    }

    /** Colours of lines, which are not those of areas. */
    static String ink(int number) {
        return INKS.get(number % INKS.size());
    }

    /** A point of a line. */
    record Point(double x, double y) {}

    /** Where a text stands relative to its position. */
    enum Anchor {
        start,
        middle,
        end
    }

    void text(double x, double y, Anchor anchor, String text) {
        add(format(ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escape(text)));
    }

    void title(double x, double y, String text) {
        add(format(ROOT, "<text x=\"%.1f\" y=\"%.1f\" font-weight=\"bold\">%s</text>", x, y, escape(text)));
    }

    void grid(double x1, double y1, double x2, double y2) {
        add(format(ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>", x1, y1, x2, y2));
    }

    void bar(double x, double y, double width, double height, String colour) {
        add(format(
                ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                x,
                y,
                width,
                height,
                colour));
    }

    void line(List<Point> points, String colour, boolean isDashed) {
        var path = points.stream()
                .map(point -> format(ROOT, "%.1f,%.1f", point.x(), point.y()))
                .collect(joining(" "));
        var dashes = isDashed ? " stroke-dasharray=\"5 4\"" : "";
        add("<polyline points=\"" + path + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"" + dashes
                + "/>");
        points.forEach(point -> add(
                format(ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", point.x(), point.y(), colour)));
    }

    private void add(String element) {
        elements.append(element).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    @Override
    public String toString() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
                font-family="sans-serif" font-size="12" fill="#222222">
                <rect width="%1$d" height="%2$d" fill="white"/>
                %3$s</svg>
                """.formatted(width, height, elements);
    }
}
