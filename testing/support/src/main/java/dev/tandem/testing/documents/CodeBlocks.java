package dev.tandem.testing.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The code blocks of a Markdown file, in their order. */
public record CodeBlocks(String file, List<String> all) {

    private static final Pattern BLOCK = Pattern.compile("^```[a-z]*\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /**
     * Reads a file of the repository.
     *
     * @param file its path from the repository's root
     */
    public static CodeBlocks of(String file) {
        try {
            var blocks = BLOCK.matcher(Files.readString(root().resolve(file))).results();
            return new CodeBlocks(
                    file, blocks.map(block -> block.group(1).strip()).toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * The only block that contains a text.
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    public String containing(String text) {
        var found = all.stream().filter(block -> block.contains(text)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(file + " has " + found.size() + " blocks with " + text);
        }
        return found.getFirst();
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " has docs");
        }
        return folder;
    }
}
