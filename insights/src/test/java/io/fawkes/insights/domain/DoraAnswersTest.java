package io.fawkes.insights.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.dora.DoraAnswer;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.runtime.testkit.Await;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class DoraAnswersTest {
    private static final SourceKey KEY = new SourceKey("argocd/app-name", "shop");
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final DoraQuestion QUESTION =
            new DoraQuestion(Group.of(new ServiceId("shop")), null, null, Terms.USUAL);

    private final Sinks.Many<FeedMessage> feed = Sinks.many().unicast().onBackpressureBuffer();
    private final Queue<Throwable> defects = new ConcurrentLinkedQueue<>();
    private final LiveFacts facts = LiveFacts.following(feed::asFlux, Policy.USUAL, defects::add);
    private final DoraAnswers answers = new DoraAnswers(facts);

    @AfterEach
    void close() {
        facts.close();
    }

    @Test
    void watchesOfOneQuestionShareOneComputationAndLeaveNothingBehind() {
        begin();
        Queue<Integer> first = new ConcurrentLinkedQueue<>();
        Queue<Integer> second = new ConcurrentLinkedQueue<>();
        Disposable one = answers.watch(QUESTION).map(DoraAnswersTest::n).subscribe(first::add);
        Await.until("the first answer", () -> first.contains(0));
        Disposable other = answers.watch(QUESTION).map(DoraAnswersTest::n).subscribe(second::add);
        Await.until("the answer at once", () -> second.contains(0));

        assertEquals(1, answers.watched());
        tell(false, deployment("v2", NOW.minusSeconds(60)));
        Await.until("news to both", () -> first.contains(1) && second.contains(1));
        one.dispose();
        other.dispose();
        Await.until("nobody watching", () -> answers.watched() == 0);
    }

    @Test
    void aSlowReaderGetsTheLatestAnswerOnly() {
        begin();
        StepVerifier.create(answers.watch(QUESTION).map(DoraAnswersTest::n), 0)
                .thenRequest(1)
                .expectNext(0)
                .then(() -> watchUntilThree())
                .thenRequest(1)
                .expectNext(3)
                .thenCancel()
                .verify(Await.PATIENCE);
    }

    @Test
    void aFreshFeedReplacesTheBookOnlyWhenItHasCaughtUp() {
        begin();
        emit(new FeedMessage(true, List.of(service()), false, NOW.plusSeconds(1)));
        emit(new FeedMessage(false, List.of(deployment("n1", NOW.minusSeconds(9))), false, NOW.plusSeconds(2)));
        assertEquals(1, coverage(), "the old book serves");
        emit(new FeedMessage(false, List.of(deployment("n2", NOW.minusSeconds(8))), true, NOW.plusSeconds(3)));

        Await.until("the new book", () -> coverage() == 2);
        assertEquals(NOW.plusSeconds(3), facts.watermark().orElseThrow());
        assertEquals(3, Await.value(facts.size()));
    }

    @Test
    void anEndOfTheFoldIsToldAndEndsReadiness() {
        begin();
        assertTrue(facts.isReady());
        feed.tryEmitError(new IllegalStateException("a defect"));

        Await.until("told", () -> !defects.isEmpty());
        assertFalse(facts.isReady());
    }

    private void watchUntilThree() {
        for (int i = 2; i <= 4; i++) {
            tell(false, deployment("v" + i, NOW.minusSeconds(600L - 60L * i)));
        }
        Await.until("three changes", () -> n(answer()) == 3);
        // Another watcher of the same computation proves that it has come so far.
        Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        Disposable other = answers.watch(QUESTION).map(DoraAnswersTest::n).subscribe(seen::add);
        Await.until("the shared computation", () -> seen.contains(3));
        other.dispose();
    }

    private void begin() {
        tell(true, service(), deployment("v1", NOW.minusSeconds(86_400)));
        Await.until("ready", facts::isReady);
    }

    private void tell(boolean fresh, Fact... told) {
        emit(new FeedMessage(fresh, List.of(told), true, NOW));
    }

    private void emit(FeedMessage message) {
        feed.emitNext(message, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private DoraAnswer answer() {
        return Await.value(answers.report(QUESTION)).answer();
    }

    private int coverage() {
        return answer().coverage().deployments();
    }

    private static int n(DoraAnswer answer) {
        return answer.deploymentFrequency().n();
    }

    private static ServiceFact service() {
        return new ServiceFact("services/shop", 1, "teams/shop", "tier-1", ZoneId.of("UTC"), Set.of(KEY), Set.of());
    }

    private static DeploymentFact deployment(String revision, Instant finish) {
        return new DeploymentFact(
                "deployments/" + revision,
                1,
                KEY,
                "argocd",
                "production",
                false,
                revision,
                DeploymentStatus.SUCCEEDED,
                finish.minusSeconds(5),
                finish,
                "");
    }
}
