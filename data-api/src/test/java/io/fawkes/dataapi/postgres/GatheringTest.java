package io.fawkes.dataapi.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.runtime.postgres.DatabaseUnavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class GatheringTest {

    private static final int LARGEST = 250;

    private final List<Begun> begun = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final Gathering<String, String> gathering = new Gathering<>(this::write, _ -> 1);

    /** A transaction that the test commits or fails. */
    private record Begun(List<String> items, Sinks.One<List<String>> end) {

        void commits() {
            end.tryEmitValue(items.stream().map(item -> item + " kept").toList());
        }

        void fails(Throwable why) {
            end.tryEmitError(why);
        }
    }

    private Mono<List<String>> write(List<String> items) {
        return Mono.defer(() -> {
            var one = new Begun(items, Sinks.one());
            begun.add(one);
            return one.end().asMono();
        });
    }

    private void given(String... items) {
        for (String item : items) {
            gathering
                    .written(item)
                    .subscribe(
                            answer -> answers.add(answer), why -> answers.add(item + " failed: " + why.getMessage()));
        }
    }

    private List<List<String>> transactions() {
        return begun.stream().map(Begun::items).toList();
    }

    @Test
    void whoComesFirstIsWrittenAtOnceAndWhoComesMeanwhileTogether() {
        given("a", "b", "c", "d");

        assertEquals(List.of(List.of("a"), List.of("b")), transactions());
        begun.getFirst().commits();
        assertEquals(List.of("c", "d"), begun.getLast().items());
        assertEquals(List.of("a kept"), answers);

        begun.getLast().commits();
        assertEquals(List.of("a kept", "c kept", "d kept"), answers);
    }

    @Test
    void oneThatCannotBeWrittenFailsNoOther() {
        given("a", "b", "good", "bad");
        begun.getFirst().commits();

        begun.getLast().fails(new IOException("too long"));
        assertEquals(List.of("good"), begun.getLast().items());
        begun.getLast().commits();
        assertEquals(List.of("bad"), begun.getLast().items());
        begun.getLast().fails(new IOException("too long"));

        assertEquals(List.of("a kept", "good kept", "bad failed: too long"), answers);
    }

    @Test
    void aDatabaseThatIsAwayIsAskedOnceForAll() {
        given("a", "b", "c", "d");
        begun.getFirst().commits();

        begun.getLast().fails(new DatabaseUnavailable("away", new IOException()));

        assertEquals(3, begun.size());
        assertEquals(List.of("a kept", "c failed: away", "d failed: away"), answers);
    }

    @Test
    void whatNobodyWaitsForIsNotWritten() {
        given("a", "b");
        var waiting = gathering.written("c").subscribe();
        given("d");

        waiting.dispose();
        begun.getFirst().commits();

        assertEquals(List.of("d"), begun.getLast().items());
    }

    @Test
    void aTransactionHoldsNoMoreThanItMay() {
        given("a", "b");
        for (int n = 0; n < LARGEST + 1; n++) {
            given("more");
        }

        begun.getFirst().commits();
        assertEquals(LARGEST, begun.getLast().items().size());
        begun.getLast().commits();
        assertEquals(1, begun.getLast().items().size());
    }
}
