package dev.tandem.system.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.system.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The containers of {@code docker-compose.yml} and the image of the services leave an intruder as little as possible.
 */
class ContainersTests {

    static Stream<Container> containers() throws IOException {
        return containersOf(Files.readString(Project.file("docker-compose.yml")));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void a_container_takes_no_liberties(Container container) {
        assertThat(container.liberties()).isEmpty();
    }

    @Test
    void every_service_has_a_container() throws IOException {
        assertThat(containers().filter(Container::isOurs).map(Container::name))
                .containsAll(
                        Project.services().map(service -> service + "-service").toList());
    }

    /** Apart from the container that makes the secrets, and ends. */
    @Test
    void each_volume_of_secrets_has_one_reader_who_cannot_write_to_it() throws IOException {
        assertThat(secretVolumes()).isNotEmpty().allSatisfy(volume -> {
            var readers = containers()
                    .filter(container -> container.mounts(volume))
                    .filter(container -> !container.name().equals("secrets"))
                    .toList();
            assertThat(readers).hasSize(1).noneMatch(reader -> reader.writesTo(volume));
        });
    }

    private static List<String> secretVolumes() throws IOException {
        var document = document(Files.readString(Project.file("docker-compose.yml")));
        return mapping(requireNonNull(document.get("volumes"))).keySet().stream()
                .filter(volume -> volume.endsWith("-secrets"))
                .toList();
    }

    /** Whoever runs the image without the compose file gets the same user. */
    @Test
    void the_image_has_the_user_of_the_compose_file() throws IOException {
        var users = Pattern.compile("(?m)^USER (.+)$")
                .matcher(Files.readString(Project.file("Dockerfile")))
                .results()
                .map((MatchResult user) -> user.group(1))
                .toList();

        assertThat(users).hasSize(1);
        assertThat(containers().filter(Container::isOurs))
                .extracting(Container::user)
                .containsOnly(users.getLast());
    }

    private static Stream<Container> containersOf(String yaml) {
        return mapping(requireNonNull(document(yaml).get("services"))).entrySet().stream()
                .map(service -> new Container(service.getKey(), mapping(service.getValue())));
    }

    private static Map<String, Object> document(String yaml) {
        return mapping(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapping(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    /** The rules fail for what they forbid. */
    @Nested
    class The_rules {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            read_only    | false                    | writes to its root file system
            cap_drop     | [NET_RAW]                | has capabilities
            cap_add      | [SYS_ADMIN]              | has capabilities
            security_opt | [seccomp:unconfined]     | gains privileges
            security_opt | [no-new-privileges:false] | gains privileges
            privileged   | true                     | is privileged
            network_mode | host                     | shares a part of the host
            pid          | host                     | shares a part of the host
            devices      | [/dev/mem]               | shares a part of the host
            volumes      | ['/var/run/docker.sock:/var/run/docker.sock'] | shares a part of the host
            user         | root                     | has no user with a number
            user         | '0:0'                    | has no user with a number
            """)
        void find_a_liberty(String setting, String value, String liberty) throws IOException {
            var settings = new LinkedHashMap<>(ours().settings());
            settings.put(setting, new Yaml(new SafeConstructor(new LoaderOptions())).load(value));

            assertThat(new Container("any", settings).liberties()).containsExactly(liberty);
        }

        @Test
        void find_a_container_that_says_nothing() {
            assertThat(containersOf("services: {any: {build: .}}"))
                    .flatExtracting(Container::liberties)
                    .isEqualTo(List.of(
                            "writes to its root file system",
                            "has capabilities",
                            "gains privileges",
                            "has no user with a number"));
        }

        private Container ours() throws IOException {
            return containers().filter(Container::isOurs).findFirst().orElseThrow();
        }
    }
}
