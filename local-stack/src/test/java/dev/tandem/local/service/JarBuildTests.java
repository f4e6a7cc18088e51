package dev.tandem.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarBuildTests {

    private static final Instant TIME_OF_EVERY_BUILD = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void a_changed_jar_of_the_same_size_and_time_is_another_build() throws IOException {
        var build = JarBuild.of(jar("an old constant", TIME_OF_EVERY_BUILD));

        assertThat(JarBuild.of(jar("a new constant!", TIME_OF_EVERY_BUILD))).isNotEqualTo(build);
    }

    @Test
    void an_unchanged_jar_is_the_same_build_whenever_it_was_made() throws IOException {
        var build = JarBuild.of(jar("a constant", TIME_OF_EVERY_BUILD));

        assertThat(JarBuild.of(jar("a constant", TIME_OF_EVERY_BUILD.plusSeconds(60))))
                .isEqualTo(build);
    }

    private Path jar(String content, Instant time) throws IOException {
        var jar = Files.writeString(folder.resolve("service.jar"), content);
        return Files.setLastModifiedTime(jar, FileTime.from(time));
    }
}
