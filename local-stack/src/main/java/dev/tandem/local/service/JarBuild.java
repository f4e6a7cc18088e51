package dev.tandem.local.service;

import static java.nio.channels.FileChannel.MapMode.READ_ONLY;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Tells the builds of a jar apart by its content, since every build sets the same time. */
final class JarBuild {

    private JarBuild() {}

    /** A text that is the same for two builds with the same content, and another for two that differ. */
    static String of(Path jar) throws IOException {
        try (var content = FileChannel.open(jar)) {
            var checksum = new CRC32();
            checksum.update(content.map(READ_ONLY, 0, content.size()));
            return content.size() + " bytes, checksum " + checksum.getValue();
        }
    }
}
