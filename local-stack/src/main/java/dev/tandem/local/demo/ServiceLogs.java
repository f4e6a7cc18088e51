package dev.tandem.local.demo;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lines that services have logged since a point in time. */
final class ServiceLogs {

    private static final Pattern LINE =
            Pattern.compile("\\S+T(\\d\\d:\\d\\d:\\d\\d\\.\\d+)\\S* +\\w+ \\d+ --- \\[(\\S+)].*? : (.*)");

    private final Map<Path, Long> lengths;

    private ServiceLogs(Map<Path, Long> lengths) {
        this.lengths = lengths;
    }

    /** Skips what the files of this folder contain now. */
    static ServiceLogs fromNowOn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new ServiceLogs(files.filter(file -> file.toString().endsWith(".log"))
                    .collect(toMap(file -> file, file -> file.toFile().length())));
        } catch (IOException failed) {
            throw new UncheckedIOException("the logs cannot be read", failed);
        }
    }

    /** The lines that contain a text, in the order of their times; each with its time, its service and its message. */
    List<String> linesWith(String text) {
        return lengths.entrySet().stream()
                .flatMap(file -> since(file.getValue(), file.getKey()))
                .filter(line -> line.contains(text))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> "%s  %-20s  %s".formatted(line.group(1), line.group(2), line.group(3)))
                .sorted()
                .toList();
    }

    private static Stream<String> since(long length, Path file) {
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            content.seek(Math.min(length, content.length()));
            var bytes = new byte[(int) (content.length() - content.getFilePointer())];
            content.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines();
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " cannot be read", failed);
        }
    }
}
