package dev.tandem.contracts.release;

import dev.tandem.contracts.release.api.ApiCompatibility;
import dev.tandem.contracts.release.api.Json;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The rules that must hold between the records, their files, and everything that was released. */
final class ContractCheck {

    private final NavigableMap<String, Present> present;
    private final ContractFiles files;

    ContractCheck(NavigableMap<String, Present> present, ContractFiles files) {
        this.present = present;
        this.files = files;
    }

    /** All problems, any of which prevents a release. */
    List<String> problems() {
        return Stream.of(breaks(), apiBreaks(), brokenSeals(), schemas(), samples(), documents(), frozenSamples())
                .flatMap(Collection::stream)
                .toList();
    }

    List<String> breaks() {
        return Compatibility.breaks(files.frozen(), present);
    }

    List<String> apiBreaks() {
        return ApiCompatibility.breaks(files.apis().frozen(), files.apis().present());
    }

    List<String> brokenSeals() {
        return files.brokenSeals().stream()
                .map("Release %d is not as it was frozen. Put its files back: what was released stays."::formatted)
                .toList();
    }

    /** The schemas in the files are those of the records. */
    List<String> schemas() {
        var stale = present.values().stream()
                .filter(contract -> !files.schema(contract.type()).equals(Optional.of(Json.text(contract.schema()))))
                .map(contract -> contract.type() + ": its schema in present is not that of its record. Write it anew:"
                        + "  ./tandem release-contracts --draft");
        var stray = files.types().stream()
                .filter(type -> !present.containsKey(type))
                .map(type -> type + ": present has files of it, and there is no such record.");
        return Stream.concat(stale, stray).toList();
    }

    /**
     * Each type has a sample that shows all its fields, that its schema accepts, and that is read and written
     * unchanged.
     */
    List<String> samples() {
        return present.values().stream()
                .flatMap(contract -> files.sample(contract.type())
                        .map(sample -> flaws(contract, sample))
                        .orElseGet(() -> Stream.of("write one, with all of its fields"))
                        .map(flaw -> "present/%s.sample.json: %s.".formatted(contract.type(), flaw)))
                .toList();
    }

    /** The AsyncAPI document and its page are those of the records. */
    List<String> documents() {
        return AsyncApi.files(present.values(), files).entrySet().stream()
                .filter(document -> !files.document(document.getKey()).equals(Optional.of(document.getValue())))
                .map(document -> document.getKey() + " is not that of the records and samples. Write it anew:"
                        + "  ./tandem release-contracts --draft")
                .toList();
    }

    /** Each frozen sample is read by its present record, which writes JSON that the frozen schema accepts. */
    List<String> frozenSamples() {
        return files.frozen().stream()
                .flatMap(frozen -> Optional.ofNullable(present.get(frozen.type())).stream()
                        .flatMap(contract -> flaws(frozen, contract))
                        .map(flaw -> "the sample of %s: %s.".formatted(frozen, flaw)))
                .toList();
    }

    private static Stream<String> flaws(Present contract, JsonNode sample) {
        var unseen = Samples.unseen("", contract.schema(), sample).map("it does not show %s"::formatted);
        return Stream.of(unseen, refusals(contract.schema(), sample), changes(contract, sample))
                .flatMap(Function.identity());
    }

    private static Stream<String> flaws(Frozen frozen, Present contract) {
        try {
            var rewritten = Samples.rewritten(frozen.sample(), contract.message());
            return Stream.concat(refusals(frozen.schema(), frozen.sample()), refusals(frozen.schema(), rewritten));
        } catch (JacksonException unreadable) {
            return Stream.of("it cannot be read any more, " + unreadable.getMessage());
        }
    }

    private static Stream<String> refusals(JsonNode schema, JsonNode sample) {
        return Samples.refusals(schema, sample).stream().map("its schema refuses it, %s"::formatted);
    }

    private static Stream<String> changes(Present contract, JsonNode sample) {
        try {
            var rewritten = Samples.rewritten(sample, contract.message());
            return rewritten.equals(sample) ? Stream.of() : Stream.of("read and written again it is " + rewritten);
        } catch (JacksonException unreadable) {
            return Stream.of("it cannot be read, " + unreadable.getMessage());
        }
    }
}
