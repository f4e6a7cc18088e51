package dev.tandem.inventory.application;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

/** Requests are names; a gate holds the work on those that it is told to hold. */
class CombinerTests {

    private static final int MOST = 3;

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final List<List<String>> worked = new CopyOnWriteArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private Consumer<List<Pending<String, String>>> together = this::answerAll;
    private final Combiner<String, String> combiner =
            new Combiner<>(this::alone, requests -> together.accept(requests), MOST, 1);

    @AfterEach
    void everybody_is_answered_and_no_key_is_busy() throws InterruptedException {
        gates.values().forEach(CountDownLatch::countDown);
        for (var caller : callers) {
            caller.thread.join();
        }
        await().untilAsserted(() -> {
            assertThat(combiner.isIdle("A")).isTrue();
            assertThat(combiner.isIdle("B")).isTrue();
        });
    }

    @Nested
    class A_request_whose_keys_are_idle {

        @Test
        void is_answered_at_once_by_its_own_caller() throws Exception {
            var caller = call("a", "A");

            assertThat(caller.answer()).isEqualTo("a alone on a");
        }

        @Test
        void makes_all_its_keys_busy() throws Exception {
            hold("ab");
            call("ab", "A", "B");
            awaitBegun("ab");
            var later = waiting("b", "B");

            open("ab");
            assertThat(later.answer()).isEqualTo("b alone on b");
        }

        @Test
        void does_not_wait_for_other_keys() throws Exception {
            hold("a");
            call("a", "A");
            awaitBegun("a");

            assertThat(call("b", "B").answer()).isEqualTo("b alone on b");
        }

        @Test
        void leaves_its_keys_idle_if_it_fails() {
            hold("a");
            var failing = call("fails", "A");

            assertThatThrownBy(failing::answer).hasRootCauseMessage("fails");
            assertThat(combiner.isIdle("A")).isTrue();
        }
    }

    @Nested
    class Requests_that_wait {

        @Test
        void are_answered_together_each_with_its_own_answer() throws Exception {
            occupy("A");
            var first = waiting("1", "A");
            var second = waiting("2", "A");
            open("A");

            assertThat(first.answer()).isEqualTo("1 together");
            assertThat(second.answer()).isEqualTo("2 together");
            assertThat(worked).containsExactly(List.of("A"), List.of("1", "2"));
        }

        @Test
        void are_answered_in_the_order_of_their_arrival_up_to_a_limit() throws Exception {
            occupy("A");
            var five = IntStream.rangeClosed(1, 5)
                    .mapToObj(i -> waiting("" + i, "A"))
                    .toList();
            open("A");

            for (var caller : five) {
                caller.answer();
            }
            assertThat(worked).containsExactly(List.of("A"), List.of("1", "2", "3"), List.of("4", "5"));
        }

        @Test
        void gather_while_others_are_worked_on_together() throws Exception {
            occupy("A");
            hold("1");
            waiting("1", "A");
            waiting("2", "A");
            open("A");
            awaitBegun("1");
            var third = waiting("3", "A");
            var fourth = waiting("4", "A");
            open("1");

            third.answer();
            fourth.answer();
            assertThat(worked).containsExactly(List.of("A"), List.of("1", "2"), List.of("3", "4"));
        }

        @Test
        void join_the_first_of_their_keys_that_is_busy() throws Exception {
            occupy("B");
            var first = waiting("1", "A", "B");
            var second = waiting("2", "B");
            open("B");

            assertThat(first.answer()).isEqualTo("1 together");
            assertThat(second.answer()).isEqualTo("2 together");
        }

        @Test
        void of_another_key_are_worked_on_when_a_group_has_ended() throws Exception {
            occupy("A");
            occupy("B");
            hold("1");
            waiting("1", "A");
            waiting("2", "A");
            open("A");
            awaitBegun("1");
            var third = waiting("3", "B");
            var fourth = waiting("4", "B");
            open("B");
            open("1");

            assertThat(third.answer()).isEqualTo("3 together");
            assertThat(fourth.answer()).isEqualTo("4 together");
        }

        @Test
        void are_answered_alone_if_the_work_fails() throws Exception {
            together = requests -> {
                throw new IllegalStateException("one of them is wrong");
            };
            occupy("A");
            var good = waiting("1", "A");
            var bad = waiting("fails", "A");
            var other = waiting("3", "A");
            open("A");

            assertThat(good.answer()).isEqualTo("1 alone on 1");
            assertThatThrownBy(bad::answer).hasRootCauseMessage("fails");
            assertThat(other.answer()).isEqualTo("3 alone on 3");
        }

        @Test
        void are_answered_alone_if_the_work_leaves_them_out() throws Exception {
            together = requests -> answerAll(requests.subList(0, 1));
            occupy("A");
            var first = waiting("1", "A");
            var second = waiting("2", "A");
            open("A");

            assertThat(first.answer()).isEqualTo("1 together");
            assertThat(second.answer()).isEqualTo("2 alone on 2");
        }

        @Test
        void fail_if_the_work_says_so() {
            together = requests -> requests.forEach(pending -> pending.fail(new IllegalStateException("locked")));
            occupy("A");
            var first = waiting("1", "A");
            var second = waiting("2", "A");
            open("A");

            assertThatThrownBy(first::answer).hasRootCauseMessage("locked");
            assertThatThrownBy(second::answer).hasRootCauseMessage("locked");
        }
    }

    @Nested
    class A_caller_that_stops_waiting {

        private static final Duration BRIEF = Duration.ofMillis(30);

        @Test
        void because_its_deadline_ends_gets_nothing_done() throws Exception {
            occupy("A");
            var over = waitingFor(BRIEF, "over", "A");
            assertThatThrownBy(over::answer).hasCauseInstanceOf(DeadlineExceededException.class);
            var first = waiting("1", "A");
            var second = waiting("2", "A");
            open("A");

            first.answer();
            second.answer();
            assertThat(worked).containsExactly(List.of("A"), List.of("1", "2"));
        }

        @Test
        void because_its_deadline_ends_before_the_work_begins_with_it_gets_nothing_done() throws Exception {
            var locked = new CountDownLatch(1);
            together = requests -> {
                begun.add("together");
                pass(locked);
                answerAll(requests.stream().filter(Pending::begin).toList());
            };
            occupy("A");
            var over = waitingFor(Duration.ofMillis(500), "over", "A");
            var other = waiting("2", "A");
            open("A");
            awaitBegun("together");
            assertThatThrownBy(over::answer).hasCauseInstanceOf(DeadlineExceededException.class);
            locked.countDown();

            assertThat(other.answer()).isEqualTo("2 together");
            assertThat(worked).containsExactly(List.of("A"), List.of("2"));
        }

        @Test
        void waits_on_if_the_work_has_begun_with_it() throws Exception {
            var written = new CountDownLatch(1);
            var clock = new CountDownLatch(1);
            together = requests -> {
                requests.forEach(Pending::begin);
                clock.countDown();
                pass(written);
                answerAll(requests);
            };
            occupy("A");
            var late = waitingFor(Duration.ofMillis(500), "late", "A");
            waiting("2", "A");
            open("A");
            pass(clock);
            await().until(() -> late.thread.getState() == Thread.State.WAITING); // no longer a timed one
            written.countDown();

            assertThat(late.answer()).isEqualTo("late together");
        }

        @Test
        void because_it_is_interrupted_gets_nothing_done() throws Exception {
            occupy("A");
            var interrupted = waiting("interrupted", "A");
            interrupted.thread.interrupt();

            assertThatThrownBy(interrupted::answer).hasCauseInstanceOf(CannotCreateTransactionException.class);
            assertThat(worked).isEmpty();
        }

        @Test
        void leaves_the_key_to_the_others() throws Exception {
            occupy("A");
            var interrupted = waiting("interrupted", "A");
            var other = waiting("2", "A");
            interrupted.thread.interrupt();
            interrupted.thread.join();
            open("A");

            assertThat(other.answer()).isEqualTo("2 alone on 2");
        }
    }

    private String alone(String request) {
        begun.add(request);
        if (request.equals("fails")) {
            throw new IllegalStateException(request);
        }
        pass(gates.get(request));
        worked.add(List.of(request));
        return request + " alone on " + Thread.currentThread().getName();
    }

    private void answerAll(List<Pending<String, String>> requests) {
        var names = requests.stream().map(Pending::request).toList();
        begun.addAll(names);
        names.forEach(name -> pass(gates.get(name)));
        worked.add(names);
        requests.forEach(pending -> pending.answer(pending.request() + " together"));
    }

    private static void pass(@Nullable CountDownLatch gate) {
        try {
            if (gate != null) {
                gate.await();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollInterval(Duration.ofMillis(5));
    }

    private void hold(String request) {
        gates.put(request, new CountDownLatch(1));
    }

    private void open(String request) {
        requireNonNull(gates.get(request)).countDown();
    }

    private void awaitBegun(String request) {
        await().until(() -> begun.contains(request));
    }

    /** Keeps a key busy with a request of the same name. */
    private void occupy(String key) {
        hold(key);
        call(key, key);
        awaitBegun(key);
    }

    private Caller waiting(String request, String... keys) {
        var caller = call(request, keys);
        await().until(() -> caller.thread.getState() == Thread.State.WAITING);
        return caller;
    }

    private Caller waitingFor(Duration budget, String request, String... keys) {
        var caller = new Caller(
                request,
                new FutureTask<>(() ->
                        Deadline.in(budget, Clock.systemUTC()).call(() -> combiner.answer(List.of(keys), request))));
        callers.add(caller);
        await().until(() -> caller.thread.getState() != Thread.State.RUNNABLE);
        return caller;
    }

    private Caller call(String request, String... keys) {
        var caller = new Caller(request, new FutureTask<>(() -> combiner.answer(List.of(keys), request)));
        callers.add(caller);
        return caller;
    }

    private static final class Caller {

        private final FutureTask<String> call;
        private final Thread thread;

        Caller(String name, FutureTask<String> call) {
            this.call = call;
            this.thread = Thread.ofPlatform().name(name).start(call);
        }

        String answer() throws InterruptedException, ExecutionException {
            return call.get();
        }
    }
}
