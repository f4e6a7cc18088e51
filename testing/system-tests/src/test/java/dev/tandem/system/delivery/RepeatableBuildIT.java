package dev.tandem.system.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.system.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing in an executable jar tells one build of a commit from another: no time, no random number, no folder. */
class RepeatableBuildIT {

    static Stream<String> services() {
        return Project.services();
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_file_has_the_time_of_the_settings(String service) throws IOException {
        assertThat(ServiceJar.of(service).times()).containsExactly(timeOfTheSettings());
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_list_of_libraries_has_neither_a_time_nor_a_number_of_its_own(String service) {
        var list = ServiceJar.of(service).list();

        assertThat(list.has("serialNumber")).isFalse();
        assertThat(list.path("metadata").has("timestamp")).isFalse();
        assertThat(list.toString()).doesNotContain(Project.file("").toString());
    }

    private static LocalDateTime timeOfTheSettings() throws IOException {
        var time = Pattern.compile("<project.build.outputTimestamp>(.+)</project.build.outputTimestamp>")
                .matcher(Files.readString(Project.file("pom.xml")))
                .results()
                .findAny()
                .orElseThrow();
        return LocalDateTime.ofInstant(Instant.parse(time.group(1)), ZoneOffset.UTC);
    }
}
