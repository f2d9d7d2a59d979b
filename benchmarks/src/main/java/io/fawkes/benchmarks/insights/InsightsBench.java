package io.fawkes.benchmarks.insights;

import io.fawkes.benchmarks.ground.BenchDatabase;
import io.fawkes.benchmarks.harness.Bar;
import io.fawkes.benchmarks.harness.Bench;
import io.fawkes.benchmarks.harness.Figure;
import io.fawkes.benchmarks.harness.Run;
import io.fawkes.benchmarks.load.Latencies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The fold with 500,000 deployments, 1,000,000 changes and 20,000 incidents of 150 services. No two questions are about the same
 * window, and no answer is kept.
 */
public final class InsightsBench implements Bench {
    private static final int SERVICES = 150;
    private static final int DEPLOYMENTS = 500_000;
    private static final int QUESTIONS = 2_000;
    private static final int LARGE_QUESTIONS = 100;
    private static final int FEW = 10;
    private static final int LARGE = 4;
    private static final double P95 = 95;

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
        try (FoldedHistories fold = FoldedHistories.start(usual)) {
            figures.add(Figure.of("insights.cold.fold", fold.seconds(), "s", new Bar.AtMost(30)));
            figures.add(Figure.of("insights.warm.checkpoint", fold.warmSeconds(), "s", new Bar.AtMost(5)));
            figures.add(Figure.of("insights.heap.per_fact", fold.bytesPerFact(), "B", HEAP_BAR));
            figures.addAll(questions(run, fold, usual));
            figures.add(Figure.of("insights.late_incident.visible", late(run, fold), "ms", new Bar.AtMost(1_000)));
        }
        figures.add(doubled(run, figures));
        try (FoldedHistories large = FoldedHistories.start(histories(run, LARGE, Histories.USUAL_SPAN))) {
            figures.add(Figure.of("insights.heap.per_fact.large", large.bytesPerFact(), "B", HEAP_BAR));
        }
        return figures;
    }

    private List<Figure> questions(Run run, FoldedHistories fold, Histories usual) throws Exception {
        int asked = run.unlessSmoke(QUESTIONS, FEW);
        int large = run.unlessSmoke(LARGE_QUESTIONS, FEW);
        try (var database = BenchDatabase.start(run.folder().resolve("postgres"));
                SqlPeer sql = SqlPeer.load(database.of("sql-peer"), usual)) {
            double service = p95(asked, i -> fold.ask(i % usual.services(), from(i), to(i)));
            double peerService = p95(asked, i -> sql.ask(i % usual.services(), from(i), to(i)));
            double organization = p95(large, i -> fold.ask(-1, from(i), to(i)));
            double peerOrganization = p95(large, i -> sql.ask(-1, from(i), to(i)));
            return List.of(
                    Figure.beside(peerService, "insights.service.p95", service, "ms", SERVICE_BAR),
                    Figure.beside(peerOrganization, "insights.organization.p95", organization, "ms", ORGANIZATION_BAR));
        }
    }

    /** The same window behind twice the history: how much longer a question takes, in percent. */
    private static Figure doubled(Run run, List<Figure> figures) throws Exception {
        int asked = run.unlessSmoke(QUESTIONS, FEW);
        Histories twice = histories(run, 2, Histories.USUAL_SPAN.multipliedBy(2));
        double usual = figures.stream()
                .filter(figure -> figure.name().equals("insights.service.p95"))
                .mapToDouble(Figure::value)
                .sum();
        try (FoldedHistories fold = FoldedHistories.start(twice)) {
            double longer = p95(asked, i -> fold.ask(i % twice.services(), from(i), to(i)));
            return Figure.of(
                    "insights.service.p95.growth_by_double_history",
                    (longer / usual - 1) * 100,
                    "%",
                    new Bar.AtMost(10));
        }
    }

    private static double late(Run run, FoldedHistories fold) throws Exception {
        Latencies times = new Latencies();
        for (int i = 0; i < run.unlessSmoke(LARGE_QUESTIONS, FEW); i++) {
            times.record(fold.lateIncident(i % fold.services()));
        }
        return times.milliseconds(P95);
    }

    private static Histories histories(Run run, int times, Duration span) {
        int services = run.scaled(SERVICES, 2);
        return new Histories(services, run.scaled(DEPLOYMENTS, FEW * SERVICES) / services * times, span);
    }

    private static double p95(int questions, Question question) throws Exception {
        // Both sides are asked once before: neither the compiler nor the page cache is the subject.
        for (int i = 0; i < questions; i++) {
            question.ask(questions + i);
        }
        Latencies times = new Latencies();
        for (int i = 0; i < questions; i++) {
            long start = System.nanoTime();
            question.ask(i);
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
