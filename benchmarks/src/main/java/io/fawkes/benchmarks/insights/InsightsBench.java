package io.fawkes.benchmarks.insights;

import io.fawkes.benchmarks.ground.BenchDatabase;
import io.fawkes.benchmarks.harness.Bar;
import io.fawkes.benchmarks.harness.Bench;
import io.fawkes.benchmarks.harness.Figure;
import io.fawkes.benchmarks.harness.Rounds;
import io.fawkes.benchmarks.harness.Run;
import io.fawkes.benchmarks.load.Latencies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;

/**
 * The fold with 500,000 deployments, 1,000,000 changes and 20,000 incidents of 150 services. No two questions are about the same
 * window, and no answer is kept.
 */
public final class InsightsBench implements Bench {
    private static final int SERVICES = 150;
    private static final int DEPLOYMENTS = 500_000;
    private static final int QUESTIONS = 500;
    private static final int LARGE_QUESTIONS = 40;
    private static final int FEW = 10;
    private static final int LARGE = 4;
    private static final double P95 = 95;

    private static final String SERVICE = "insights.service.p95";
    private static final String SQL_SERVICE = "sql.service.p95";
    private static final String ORGANIZATION = "insights.organization.p95";
    private static final String SQL_ORGANIZATION = "sql.organization.p95";
    private static final String LONGER = "insights.service.p95.growth_by_double_history";
    private static final String LATE = "insights.late_incident.visible";

    private static final Duration WINDOW = Duration.ofDays(30);
    private static final Bar SERVICE_BAR = new Bar.AtMost(5);
    private static final Bar ORGANIZATION_BAR = new Bar.AtMost(50);
    private static final Bar HEAP_BAR = new Bar.AtMost(250);

    @Override
    public String name() {
        return "insights";
    }

    @Override
    public List<Figure> figures(Run run) throws Exception {
        List<Figure> figures = new ArrayList<>();
        Histories usual = histories(run, 1, Histories.USUAL_SPAN);
        run.says(usual.facts() + " facts of " + usual.services() + " services");
        try (var database = BenchDatabase.start(run.folder().resolve("postgres"));
                FoldedHistories fold = FoldedHistories.start(usual)) {
            figures.add(Figure.of("insights.cold.fold", fold.seconds(), "s", new Bar.AtMost(30)));
            double warm = fold.warmSeconds(database.of("insights"), run.rounds());
            figures.add(Figure.of("insights.warm.checkpoint", warm, "s", new Bar.AtMost(5)));
            figures.add(Figure.of("insights.heap.per_fact", fold.bytesPerFact(), "B", HEAP_BAR));
            figures.addAll(questions(run, fold, usual, database));
        }
        try (FoldedHistories large = FoldedHistories.start(histories(run, LARGE, Histories.USUAL_SPAN))) {
            figures.add(Figure.of("insights.heap.per_fact.large", large.bytesPerFact(), "B", HEAP_BAR));
        }
        return figures;
    }

    /** The same questions of the fold, of SQL, and of a fold with the same window behind twice the history; in turn. */
    private static List<Figure> questions(Run run, FoldedHistories fold, Histories usual, BenchDatabase database)
            throws Exception {
        Histories twice = histories(run, 2, Histories.USUAL_SPAN.multipliedBy(2));
        run.says("loading the same rows into PostgreSQL, and twice the history into another fold");
        try (SqlPeer sql = SqlPeer.load(database.of("sql-peer"), usual);
                FoldedHistories longer = FoldedHistories.start(twice)) {
            SequencedMap<String, Rounds.Measurement> each = new LinkedHashMap<>();
            each.put(SERVICE, round -> p95(few(run), round, i -> fold.ask(i % usual.services(), from(i), to(i))));
            each.put(LONGER, round -> p95(few(run), round, i -> longer.ask(i % usual.services(), from(i), to(i))));
            each.put(SQL_SERVICE, round -> p95(few(run), round, i -> sql.ask(i % usual.services(), from(i), to(i))));
            each.put(ORGANIZATION, round -> p95(fewer(run), round, i -> fold.ask(-1, from(i), to(i))));
            each.put(SQL_ORGANIZATION, round -> p95(fewer(run), round, i -> sql.ask(-1, from(i), to(i))));
            each.put(LATE, _ -> late(run, fold));
            run.says("asking");
            // Everything is asked once before: neither the compiler nor the page cache is the subject.
            for (Rounds.Measurement measurement : each.values()) {
                measurement.measure(run.rounds().number());
            }
            Map<String, Double> medians = run.rounds().medians(each);
            double growth = (of(LONGER, medians) / of(SERVICE, medians) - 1) * 100;
            return List.of(
                    Figure.beside(of(SQL_SERVICE, medians), SERVICE, of(SERVICE, medians), "ms", SERVICE_BAR),
                    Figure.beside(
                            of(SQL_ORGANIZATION, medians),
                            ORGANIZATION,
                            of(ORGANIZATION, medians),
                            "ms",
                            ORGANIZATION_BAR),
                    Figure.of(LATE, of(LATE, medians), "ms", new Bar.AtMost(1_000)),
                    Figure.of(LONGER, growth, "%", new Bar.AtMost(10)));
        }
    }

    private static double of(String name, Map<String, Double> medians) {
        return medians.getOrDefault(name, Double.NaN);
    }

    private static int few(Run run) {
        return run.unlessSmoke(QUESTIONS, FEW);
    }

    private static int fewer(Run run) {
        return run.unlessSmoke(LARGE_QUESTIONS, FEW);
    }

    private static double late(Run run, FoldedHistories fold) {
        Latencies times = new Latencies();
        for (int i = 0; i < fewer(run); i++) {
            times.record(fold.lateIncident(i % fold.services()));
        }
        return times.milliseconds(P95);
    }

    private static Histories histories(Run run, int times, Duration span) {
        int services = run.scaled(SERVICES, 2);
        return new Histories(services, run.scaled(DEPLOYMENTS, FEW * SERVICES) / services * times, span);
    }

    /** Of so many questions, other ones each round. */
    private static double p95(int questions, int round, Question question) throws Exception {
        Latencies times = new Latencies();
        for (int i = 0; i < questions; i++) {
            long start = System.nanoTime();
            question.ask(round * questions + i);
            times.record(System.nanoTime() - start);
        }
        return times.milliseconds(P95);
    }

    /** A window of 30 days somewhere in the last 100, to the second another one for each number. */
    private static Instant from(int question) {
        return to(question).minus(WINDOW);
    }

    private static Instant to(int question) {
        return Histories.END
                .minusSeconds(new Random(question).nextInt(70 * 86_400))
                .plusNanos(question);
    }

    private interface Question {
        long ask(int number) throws Exception;
    }
}
