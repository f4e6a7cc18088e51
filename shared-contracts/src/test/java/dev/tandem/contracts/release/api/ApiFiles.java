package dev.tandem.contracts.release.api;

import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The OpenAPI documents in the folder of the contracts: the present ones, and all that were ever frozen. */
public final class ApiFiles {

    public static final String API = ".openapi.json";

    private final Path home;
    private final int releases;

    public ApiFiles(Path home, int releases) {
        this.home = home;
        this.releases = releases;
    }

    /** By service; the tests of each service compare its document with its code. */
    public NavigableMap<String, JsonNode> present() {
        var folder = home.resolve("present");
        return services(folder)
                .collect(Collectors.toMap(
                        service -> service,
                        service -> Json.read(folder.resolve(service + API)),
                        (a, _) -> a,
                        TreeMap::new));
    }

    /** The oldest first. */
    public List<FrozenApi> frozen() {
        return IntStream.rangeClosed(1, releases).boxed().flatMap(this::frozen).toList();
    }

    private Stream<FrozenApi> frozen(int release) {
        var folder = home.resolve("released", Integer.toString(release));
        return services(folder)
                .map(service -> new FrozenApi(release, service, Json.read(folder.resolve(service + API))));
    }

    private static Stream<String> services(Path folder) {
        return Folders.names(folder)
                .filter(name -> name.endsWith(API))
                .map(name -> name.substring(0, name.length() - API.length()));
    }
}
