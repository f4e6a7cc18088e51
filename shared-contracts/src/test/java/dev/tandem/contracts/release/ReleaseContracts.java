package dev.tandem.contracts.release;

import dev.tandem.contracts.topology.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Freezes everything that is new or different in the contracts: {@code ./tandem release-contracts}. With
 * {@code --draft} it only writes the schemas, to show what would be released.
 */
final class ReleaseContracts {

    /** The folder of the contracts, relative to the folder of this module. */
    static final Path HOME = Path.of("src/main/resources/contracts");

    private final NavigableMap<String, Present> present;
    private final ContractFiles files;

    ReleaseContracts(NavigableMap<String, Present> present, ContractFiles files) {
        this.present = present;
        this.files = files;
    }

    static void main(String... args) {
        var contracts = new ReleaseContracts(Present.of(Channels.ALL), new ContractFiles(HOME));
        try {
            System.out.println(List.of(args).contains("--draft") ? contracts.draft() : contracts.release());
        } catch (IllegalStateException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    String draft() {
        files.write(present.values());
        AsyncApi.files(present.values(), files).forEach(files::write);
        return "The schemas in present are those of the records. Different from the last release: " + different();
    }

    /**
     * Freezes everything that is new or different, and returns a report of it.
     *
     * @throws IllegalStateException with all problems, if there are any; nothing is frozen then
     */
    String release() {
        var problems = new ContractCheck(present, files).problems();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Nothing is released.\n" + String.join("\n", problems));
        }
        var last = files.releases();
        if (different().isEmpty()) {
            return "Nothing is different from release %d, so nothing is released.".formatted(last);
        }
        return freeze(last + 1);
    }

    private String freeze(int release) {
        var different = different();
        var types = present.values().stream()
                .filter(contract -> different.contains(contract.type()))
                .toList();
        var apis = new TreeMap<>(files.apis().present());
        apis.keySet().retainAll(different);
        files.freeze(release, types, apis);
        return "Frozen as release %d: %s".formatted(release, different);
    }

    /** The types, and the services whose API is new or different. */
    private List<String> different() {
        var types = present.values().stream()
                .filter(contract -> !isReleased(contract))
                .map(Present::type);
        var services = files.apis().present().entrySet().stream()
                .filter(api -> !isReleased(api.getKey(), api.getValue()))
                .map(Map.Entry::getKey);
        return Stream.concat(types, services).toList();
    }

    private boolean isReleased(String service, JsonNode document) {
        return files.apis().frozen().stream()
                .filter(frozen -> frozen.service().equals(service))
                .reduce((_, later) -> later)
                .filter(frozen -> frozen.document().equals(document))
                .isPresent();
    }

    private boolean isReleased(Present contract) {
        return files.frozen().stream()
                .filter(frozen -> frozen.type().equals(contract.type()))
                .reduce((_, later) -> later)
                .filter(frozen -> frozen.schema().equals(contract.schema()))
                .isPresent();
    }
}
