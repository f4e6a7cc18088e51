package dev.tandem.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The files of a run, which have the time of its end as their name, and lie in the folder of the option {@code results}. */
public final class Results {

    private final Path folder;
    private final String name;

    public Results(Options options) throws IOException {
        folder = Files.createDirectories(Path.of(options.text("results")));
        name = LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    }

    /** Adds to the conditions what started the run, and when it ended. */
    public static void close(Map<String, String> conditions, String command) {
        conditions.put("command", "`" + command.strip() + "`");
        conditions.put(
                "finished", "" + LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES));
    }

    /** Writes a file with this ending. */
    public void write(String ending, String content) throws IOException {
        Files.writeString(folder.resolve(name + "." + ending), content);
    }

    /** Writes all samples as JSON. */
    public void writeJson(Map<String, String> conditions, Options options, Samples samples) throws IOException {
        write(
                "json",
                JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(
                                Map.of("conditions", conditions, "options", options.all(), "samples", samples.all())));
    }
}
