package io.fawkes.insights.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.dora.Bucket;
import io.fawkes.insights.domain.dora.DoraReport;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.fact.BuildStatus;
import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.fact.SourcedFact;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.runtime.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A live fold that forgets what its windows do not need, beside one that forgets nothing; two years of history. */
class ForgottenFactsTest {
    private static final Instant BEGIN = Instant.parse("2024-03-01T00:00:00Z");
    private static final int DAYS = 730;
    private static final Duration REACH = Duration.ofDays(100);
    private static final Instant NOW = BEGIN.plus(Duration.ofDays(DAYS));
    private static final SourceKey REPO = new SourceKey(SourceKey.GITHUB_SLUG, "octocat/shop");
    private static final Group SHOP = Group.of(new ServiceId("shop"));

    private final List<Fact> history = history(new Random(7));
    private final LiveFacts all = LiveFacts.following(this::told, Policy.USUAL, _ -> {});
    private final LiveFacts some = LiveFacts.following(this::told, Policy.USUAL, REACH, _ -> {});
    private final DoraAnswers ofAll = new DoraAnswers(all);
    private final DoraAnswers ofSome = new DoraAnswers(some, new PastFacts(new Log(), Policy.USUAL));

    @BeforeEach
    void forget() {
        Await.until("all is known", () -> Await.value(all.size()) == history.size());
        Await.until("some is forgotten", () -> some.isReady() && Await.value(some.size()) < history.size() / 2);
    }

    @AfterEach
    void close() {
        all.close();
        some.close();
    }

    /** From some day before now to another; those that begin before the last hundred days are read from the log. */
    @ParameterizedTest
    @CsvSource({"30, 0", "100, 0", "99, 60", "101, 0", "160, 120", "730, 0", "700, 690"})
    void everyWindowIsAnsweredAsIfNothingHadBeenForgotten(int from, int to) {
        var question = new DoraQuestion(SHOP, day(from), day(to), Terms.USUAL.by(Bucket.MONTH));
        DoraReport expected = Await.value(ofAll.report(question));
        DoraReport told = Await.value(ofSome.report(question));

        assertFalse(told.answer().differsFrom(expected.answer()), told.answer() + " beside " + expected.answer());
        for (Metric metric : Metric.values()) {
            assertEquals(expected.rows(metric), told.rows(metric), metric.name());
        }
    }

    @Test
    void anAnswerFromTheLogSaysAsOfWhenItIs() {
        var question = new DoraQuestion(SHOP, day(300), day(200), Terms.USUAL);

        assertEquals(
                NOW.minusSeconds(10),
                Await.value(ofSome.report(question)).answer().inquiry().watermark());
    }

    @Test
    void trendsLookAtTheWindowsBeforeToo() {
        var trends = new Terms(
                Terms.USUAL.weakest(),
                Terms.USUAL.zone(),
                Terms.USUAL.bucket(),
                Terms.USUAL.policy(),
                Terms.USUAL.authors(),
                Terms.USUAL.recoveryBy(),
                Terms.USUAL.included(),
                false,
                true);
        var question = new DoraQuestion(SHOP, day(31), day(1), trends);

        assertEquals(
                Await.value(ofAll.report(question)).answer().trends(),
                Await.value(ofSome.report(question)).answer().trends());
    }

    @Test
    void theStoryOfAnOldDeploymentIsWhole() {
        var question = new DoraQuestion(SHOP, null, null, Terms.USUAL);
        String name = "deployments/20";

        assertEquals(
                Await.value(ofAll.story(name, question)).rows(),
                Await.value(ofSome.story(name, question)).rows());
    }

    @Test
    void anOldWindowIsNotWatched() {
        var question = new DoraQuestion(SHOP, day(300), day(200), Terms.USUAL);

        var refused = assertThrows(
                InsightsException.WindowInvalid.class,
                () -> Await.value(ofSome.watch(question).next()));
        assertTrue(refused.toString().contains("older ones are answered, not watched"));
    }

    private static Instant day(int before) {
        return NOW.minus(Duration.ofDays(before));
    }

    private Flux<FeedMessage> told() {
        return Flux.concat(Flux.just(new FeedMessage(true, history, true, NOW)), Flux.never());
    }

    /**
     * A deployment a day, of two commits of which the last came by a pull request; some are rolled back, one to a version that was
     * forgotten, some hurt.
     */
    private static List<Fact> history(Random random) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new ServiceFact("services/shop", 1, "teams/shop", "", null, Set.of(REPO), Set.of()));
        for (int day = 1; day < DAYS; day++) {
            Instant noon = BEGIN.plus(Duration.ofDays(day)).plus(Duration.ofHours(12));
            String before = day == 1 ? "c0" : "m" + (day - 1);
            facts.add(commit("c" + day, before, noon.minus(Duration.ofHours(random.nextInt(2, 200)))));
            facts.add(commit("m" + day, "c" + day, noon.minus(Duration.ofHours(1))));
            facts.add(pull(day, noon));
            facts.add(build(day, noon));
            facts.add(deployment(Integer.toString(day), "m" + day, noon));
            if (day > 2 && random.nextInt(20) == 0) {
                facts.add(deployment(day + "back", "m" + (day - 1), noon.plus(Duration.ofHours(2))));
            }
            if (day == DAYS - 20) {
                facts.add(deployment("far", "m" + (day - 200), noon.plus(Duration.ofHours(3))));
            }
            if (random.nextInt(10) == 0) {
                facts.add(incident(day, noon, Duration.ofHours(random.nextInt(1, 600))));
            }
        }
        return facts;
    }

    private static CommitFact commit(String sha, String before, Instant time) {
        return new CommitFact("changes/" + sha, 1, REPO, sha, List.of(before), time, false, "Commit " + sha, "");
    }

    private static PullRequestFact pull(int day, Instant noon) {
        return new PullRequestFact(
                "changes/p" + day,
                1,
                REPO,
                "c" + day,
                "m" + (day - 1),
                "m" + day,
                noon.minus(Duration.ofHours(3)),
                noon.minus(Duration.ofHours(1)),
                false,
                "Pull " + day,
                "");
    }

    private static BuildFact build(int day, Instant noon) {
        Instant end = noon.minus(Duration.ofMinutes(10));
        return new BuildFact(
                "builds/" + day,
                1,
                REPO,
                "ci",
                "m" + day,
                BuildStatus.SUCCEEDED,
                end.minusSeconds(600),
                end.minusSeconds(500),
                end,
                "");
    }

    private static DeploymentFact deployment(String id, String version, Instant finish) {
        return new DeploymentFact(
                "deployments/" + id,
                1,
                REPO,
                "github",
                "production",
                true,
                version,
                DeploymentStatus.SUCCEEDED,
                finish.minusSeconds(300),
                finish,
                "");
    }

    private static IncidentFact incident(int day, Instant noon, Duration length) {
        return new IncidentFact(
                "incidents/" + day, 1, REPO, noon.plusSeconds(600), noon.plus(length), false, null, "Incident", "");
    }

    /** All that was told, whatever the time. */
    private final class Log implements FactHistory {

        @Override
        public Mono<String> position(Instant time) {
            return Mono.just("end");
        }

        @Override
        public Flux<Fact> catalog(String position) {
            return Flux.fromIterable(history).filter(fact -> !(fact instanceof SourcedFact));
        }

        @Override
        public Flux<Fact> facts(String position, Collection<SourceKey> keys) {
            return Flux.fromIterable(history).filter(SourcedFact.class::isInstance);
        }
    }
}
