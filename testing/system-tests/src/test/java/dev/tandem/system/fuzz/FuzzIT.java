package dev.tandem.system.fuzz;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.system.Project;
import dev.tandem.system.fuzz.http.AnswerRules;
import dev.tandem.system.fuzz.http.ApiDocument;
import dev.tandem.system.fuzz.http.HttpCase;
import dev.tandem.system.fuzz.http.RequestMaker;
import dev.tandem.system.fuzz.records.Consumer;
import dev.tandem.system.fuzz.records.MessageSchemas;
import dev.tandem.system.fuzz.records.RecordMaker;
import dev.tandem.system.fuzz.records.RecordOutcome;
import dev.tandem.system.fuzz.records.RecordOutcomes;
import dev.tandem.system.fuzz.records.Sent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends malformed and borderline input to the whole system: {@code tandem.fuzz.cases} cases (10,000), six in ten as
 * requests and four as records, generated from {@code tandem.fuzz.seed} on.
 */
class FuzzIT {

    private static final long SEED = Long.getLong("tandem.fuzz.seed", 1);
    private static final int CASES = Integer.getInteger("tandem.fuzz.cases", 10_000);

    /** Few enough that no request is refused for overload. */
    private static final int AT_ONCE = 8;

    private static final int REPLAYED = 20;

    private static final String SKIPPED = "tandem.messages.skipped";
    private static final String LEFT_OUT = "tandem.messages.left.out";

    private static final List<String> SERVICES = Project.services().toList();

    private static final Logger log = LoggerFactory.getLogger(FuzzIT.class);

    private static FuzzedSystem system;

    @BeforeAll
    static void a_system_runs() {
        system = new FuzzedSystem(Duration.ofSeconds(90).multipliedBy(Math.max(1, CASES / 10_000L)));
    }

    @AfterAll
    static void nothing_runs() {
        system.close();
    }

    @AfterEach
    void nothing_is_half_done_and_customers_are_served() {
        system.undoForgeries();
        system.addsUp();
        system.isHealthy();
        system.servesCustomers();
    }

    @Test
    void no_request_is_answered_with_a_failure_of_the_server() throws Exception {
        var maker = new RequestMaker(
                services(),
                ApiDocument.read("/fuzz/operators.openapi.json"),
                ApiDocument.read("/fuzz/payment-operators.openapi.json"));
        var findings = new Findings("FuzzIT#no_request_is_answered_with_a_failure_of_the_server");
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var answers = seeds(6).mapToObj(maker::make)
                    .map(request -> threads.submit(() -> exchange(request, findings)))
                    .toList();
            for (var answer : answers) {
                answer.get();
            }
        }
        assertThat(findings).asString().isEmpty();
    }

    private static void exchange(HttpCase request, Findings findings) {
        var answer = system.send(request);
        AnswerRules.broken(request, answer)
                .forEach(rule -> findings.add(
                        "%s: %s %s %d".formatted(rule, request.service(), request.method(), answer.status()),
                        request.seed(),
                        request + "\n-> " + answer));
    }

    @Test
    void no_record_is_lost_and_none_stops_a_consumer() {
        var maker = new RecordMaker(MessageSchemas.all());
        system.awaitEndOfTopics();
        var skippedBefore = system.counts(SKIPPED);
        var leftOutBefore = system.counts(LEFT_OUT);
        var sent = system.kafka().send(seeds(4).mapToObj(maker::make).toList());
        system.awaitEndOfTopics();

        var fates = RecordOutcomes.of(system.stack());
        var findings = findings(sent, fates);
        var skipped = since(skippedBefore, SKIPPED);
        var leftOut = since(leftOutBefore, LEFT_OUT);
        whatIsSentBackIsTriedAgain();
        system.discardDeadLetters();

        assertThat(findings).asString().isEmpty();
        assertThat(skipped).isEqualTo(outcomes(sent, fates, RecordOutcome.SKIPPED));
        // Not equal: the services answer some records, and of records with one id only the first may be counted.
        outcomes(withAnIdOfTheirOwn(sent), fates, RecordOutcome.LEFT_OUT)
                .forEach((consumer, expected) ->
                        assertThat(leftOut.get(consumer)).as("%s", consumer).isGreaterThanOrEqualTo(expected));
    }

    private static Findings findings(List<Sent> sent, RecordOutcomes fates) {
        var findings = new Findings("FuzzIT#no_record_is_lost_and_none_stops_a_consumer");
        var counts = new EnumMap<RecordOutcome, Integer>(RecordOutcome.class);
        for (var each : sent) {
            for (var consumer : each.consumers()) {
                counts.merge(fates.of(each, consumer), 1, Integer::sum);
                fates.broken(each, consumer)
                        .forEach(rule -> findings.add(
                                "%s: %s at %s-service"
                                        .formatted(rule, each.record().type(), consumer.service()),
                                each.record().seed(),
                                each.record() + "\n-> " + fates.reason(each, consumer)));
            }
        }
        log.warn("{} records, and their outcomes at their consumers: {}", sent.size(), counts);
        return findings;
    }

    private static Map<Consumer, Long> since(Map<Consumer, Long> before, String metric) {
        var since = system.counts(metric);
        since.replaceAll((consumer, count) -> count - before.getOrDefault(consumer, 0L));
        return since;
    }

    private static Map<Consumer, Long> outcomes(List<Sent> sent, RecordOutcomes fates, RecordOutcome outcome) {
        return Consumer.ALL.stream()
                .collect(toMap(
                        consumer -> consumer,
                        consumer -> sent.stream()
                                .filter(each -> each.consumers().contains(consumer))
                                .filter(each -> fates.of(each, consumer) == outcome)
                                .count()));
    }

    private static List<Sent> withAnIdOfTheirOwn(List<Sent> sent) {
        return sent.stream()
                .collect(groupingBy(each -> String.valueOf(each.record().id())))
                .values()
                .stream()
                .filter(same -> same.size() == 1)
                .flatMap(List::stream)
                .toList();
    }

    private static void whatIsSentBackIsTriedAgain() {
        for (var service : SERVICES) {
            var operator = system.operator(service);
            var some = operator.dead().stream().limit(REPLAYED).toList();
            some.forEach(id -> operator.decide(id, "REPLAY"));
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(some)
                            .allSatisfy(id -> assertThat(operator.stateOf(id)).isIn("DEAD", "REPLAYED")));
        }
    }

    private static Map<String, ApiDocument> services() {
        return SERVICES.stream()
                .collect(toMap(
                        service -> service,
                        service -> ApiDocument.read("/contracts/present/%s-service.openapi.json".formatted(service)),
                        (one, _) -> one,
                        LinkedHashMap::new));
    }

    /** The seeds of the given tenths of the cases, at least one. */
    private static LongStream seeds(int tenths) {
        return LongStream.range(SEED, SEED + Math.max(1, CASES * (long) tenths / 10));
    }
}
