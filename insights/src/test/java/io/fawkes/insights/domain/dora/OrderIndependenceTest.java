package io.fawkes.insights.domain.dora;

import static java.util.Collections.shuffle;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.FactBook;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.Purpose;
import io.fawkes.insights.domain.fact.Reviews;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** Random histories told in random order, twice and late; the seed stands in the failure and in the output. */
class OrderIndependenceTest {
    private static final SourceKey TILL = new SourceKey(SourceKey.GITHUB_SLUG, "octocat/till");
    private static final SourceKey OTHER = new SourceKey("argocd/app-name", "shop");
    private static final Instant START = Story.at("01 00:00");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @RepeatedTest(60)
    void shuffledDoubledAndDelayedFactsGiveEqualAnswers() {
        System.out.println("seed " + seed);
        List<Fact> facts = history();
        List<Fact> retold = new ArrayList<>(facts);
        retold.addAll(facts.subList(0, facts.size() / 2));
        shuffle(retold, random);

        assertEquals(answers(facts), answers(retold), "seed " + seed);
    }

    @RepeatedTest(60)
    void aFoldThatAnswersInBetweenEndsLikeOneThatDoesNot() {
        System.out.println("seed " + seed);
        List<Fact> facts = history();
        FactBook book = new FactBook();
        facts.forEach(fact -> {
            book.apply(fact);
            book.takeTouched().forEach(book::facts);
        });

        assertEquals(answers(facts), answers(book), "seed " + seed);
    }

    @RepeatedTest(60)
    void failuresAreAPartOfTheJudgedAndChangesCountOnce() {
        System.out.println("seed " + seed);
        DoraReport report = answers(history()).getLast();
        List<Row> changes = report.rows(Metric.CHANGE_LEAD_TIME).stream()
                .filter(Row::counted)
                .toList();

        assertTrue(
                report.answer().changeFailRate().failed()
                        <= report.answer().changeFailRate().n(),
                "seed " + seed);
        assertEquals(
                changes.size(), changes.stream().map(Row::subject).distinct().count(), "seed " + seed);
        assertTrue(
                changes.stream()
                        .allMatch(row -> row.value() != null && !row.value().isNegative()),
                "seed " + seed);
    }

    @RepeatedTest(60)
    void stagesAddUpToTheLeadTimeAndBucketsToTheWindow() {
        System.out.println("seed " + seed);
        DoraReport report = answers(history()).getLast();
        ChangeLeadTime leadTime = report.answer().changeLeadTime();

        assertEquals(
                sum(report.rows(Metric.CHANGE_LEAD_TIME).stream()
                        .filter(Row::counted)
                        .map(Row::value)
                        .flatMap(Stream::ofNullable)),
                sum(leadTime.stages().stream().map(StageTime::total)),
                "seed " + seed);
        assertEquals(
                leadTime.time().n(),
                report.answer().buckets().stream()
                        .mapToInt(bucket ->
                                bucket.measures().changeLeadTime().time().n())
                        .sum(),
                "seed " + seed);
    }

    @RepeatedTest(60)
    void sharesStayBetweenZeroAndOne() {
        System.out.println("seed " + seed);
        Measures measures = answers(history()).getLast().answer().measures();

        assertTrue(measures.reworkRate().hits() <= measures.reworkRate().n(), "seed " + seed);
        assertTrue(
                measures.rolloutFailureRate().hits()
                        <= measures.rolloutFailureRate().n(),
                "seed " + seed);
        assertEquals(
                measures.coverage().incidents(),
                measures.timeToRestore().time().n()
                        + measures.timeToRestore().exclusions().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum(),
                "seed " + seed);
    }

    private static List<DoraReport> answers(List<Fact> facts) {
        FactBook book = new FactBook();
        facts.forEach(book::apply);
        return answers(book);
    }

    private static List<DoraReport> answers(FactBook book) {
        Timeline timeline = Timeline.of(book.facts(Story.SHOP).orElseThrow().read(), Policy.USUAL);
        return List.of(EvidenceLevel.values()).stream()
                .map(level -> DoraReport.of(
                        new Inquiry(
                                Group.of(Story.SHOP),
                                Story.MARCH,
                                Story.at("28 00:00"),
                                Policy.USUAL,
                                Terms.USUAL.trusting(level).by(Bucket.WEEK).gradedBy(LevelPolicy.DORA_2024)),
                        List.of(timeline)))
                .toList();
    }

    private List<Fact> history() {
        List<Fact> facts = new ArrayList<>();
        facts.add(service(1, Set.of(OTHER)));
        facts.add(service(2, Set.of(OTHER, Story.REPO)));
        for (int i = 0; i < 60; i++) {
            facts.add(commit(i));
        }
        for (int i = 0; i < 12; i++) {
            facts.add(pull(i));
        }
        for (int i = 0; i < 40; i++) {
            addDeployment(facts, i);
        }
        for (int i = 0; i < 12; i++) {
            addIncident(facts, i);
        }
        return facts;
    }

    private static ServiceFact service(long version, Set<SourceKey> keys) {
        return new ServiceFact(
                Story.SHOP.name(), version, "teams/shop", "", ZoneId.of("Europe/Berlin"), keys, Set.of());
    }

    private CommitFact commit(int i) {
        List<String> predecessors = new ArrayList<>();
        for (int edges = random.nextInt(3); edges > 0 && i > 0; edges--) {
            predecessors.add(sha(Math.max(0, i - 1 - random.nextInt(4))));
        }
        Instant authored = START.plus(Duration.ofHours(i * 8L + random.nextInt(40)));
        return new CommitFact(
                "changes/c" + i,
                1,
                Story.REPO,
                sha(i),
                predecessors,
                authored,
                random.nextInt(8) == 0,
                someTitle(i),
                "",
                random.nextInt(8) == 0 ? "hubot" : "octocat",
                somePurpose(),
                random.nextInt(8) == 0 ? someSha() : null,
                random.nextInt(4) == 0 ? "patch" + random.nextInt(9) : "",
                random.nextInt(8) == 0 ? List.of("docs") : List.of());
    }

    private Purpose somePurpose() {
        List<String> fixes = List.of(someSha(), "incidents/" + random.nextInt(6));
        return new Purpose(fixes.subList(random.nextInt(3), 2), random.nextInt(10) == 0);
    }

    private PullRequestFact pull(int i) {
        return new PullRequestFact(
                "changes/p" + i,
                1,
                Story.REPO,
                someSha(),
                someSha(),
                random.nextBoolean() ? someSha() : null,
                random.nextBoolean() ? someTime() : null,
                random.nextBoolean() ? someTime() : null,
                false,
                someTitle(i),
                "",
                "octocat",
                somePurpose(),
                Reviews.of(List.of(someTime(), someTime()), null));
    }

    private void addDeployment(List<Fact> facts, int i) {
        Instant start = START.plus(Duration.ofMinutes(random.nextInt(40_000)));
        SourceKey key = random.nextBoolean() ? Story.REPO : OTHER;
        String source = key.equals(OTHER) ? "argocd" : "github";
        String environment = random.nextInt(5) == 0 ? "live" : "production";
        String revision = someSha();
        DeploymentStatus status = someStatus();
        facts.add(new DeploymentFact(
                "deployments/" + i,
                1,
                key,
                source,
                environment,
                false,
                revision,
                DeploymentStatus.IN_PROGRESS,
                start,
                null,
                ""));
        facts.add(new DeploymentFact(
                "deployments/" + i,
                2,
                key,
                source,
                environment,
                false,
                revision,
                status,
                start,
                start.plus(Duration.ofMinutes(random.nextInt(40))),
                "",
                random.nextBoolean() ? "c" + random.nextInt(3) : "",
                random.nextInt(4) == 0 ? "r" + random.nextInt(9) : "",
                somePurpose()));
    }

    private void addIncident(List<Fact> facts, int i) {
        Instant start = START.plus(Duration.ofMinutes(random.nextInt(40_000)));
        String cause = random.nextInt(3) == 0 ? someSha() : null;
        facts.add(incident(i, 1, start, null, cause));
        if (random.nextInt(4) > 0) {
            facts.add(incident(i, 2, start, start.plus(Duration.ofMinutes(random.nextInt(3000))), cause));
        }
    }

    private IncidentFact incident(
            int i, long version, Instant start, @Nullable Instant resolved, @Nullable String cause) {
        boolean withdrawn = version == 2 && random.nextInt(6) == 0;
        return new IncidentFact(
                "incidents/" + i,
                version,
                random.nextInt(5) == 0 ? TILL : Story.REPO,
                start,
                resolved,
                withdrawn,
                cause,
                "",
                "",
                random.nextBoolean() ? "low" : "",
                random.nextBoolean() ? someTime() : null,
                random.nextBoolean() ? someTime() : null,
                List.of(TILL, Story.REPO, OTHER).get(random.nextInt(3)));
    }

    private DeploymentStatus someStatus() {
        List<DeploymentStatus> failures = List.of(DeploymentStatus.FAILED, DeploymentStatus.CANCELLED);
        return random.nextInt(10) < 7 ? DeploymentStatus.SUCCEEDED : failures.get(random.nextInt(2));
    }

    private String someSha() {
        return sha(random.nextInt(60));
    }

    private Instant someTime() {
        return START.plus(Duration.ofMinutes(random.nextInt(40_000)));
    }

    private String someTitle(int i) {
        return switch (random.nextInt(5)) {
            case 0 -> "Revert \"c%d\" (#%d)".formatted(random.nextInt(Math.max(1, i)), i);
            case 1 -> "fix(cart): c" + i;
            default -> "c" + i;
        };
    }

    private static String sha(int i) {
        return "%010x".formatted(i * 7919L + 0x1000000L);
    }

    private static Duration sum(Stream<Duration> durations) {
        return durations.reduce(Duration.ZERO, Duration::plus);
    }
}
