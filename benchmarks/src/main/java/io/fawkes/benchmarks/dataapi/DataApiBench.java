package io.fawkes.benchmarks.dataapi;

import io.fawkes.benchmarks.ground.BenchDatabase;
import io.fawkes.benchmarks.harness.Bar;
import io.fawkes.benchmarks.harness.Bench;
import io.fawkes.benchmarks.harness.Figure;
import io.fawkes.benchmarks.harness.Rounds.Measurement;
import io.fawkes.benchmarks.harness.Run;
import io.fawkes.benchmarks.load.BareCommits;
import io.fawkes.benchmarks.load.LoopbackEcho;
import io.fawkes.benchmarks.load.OpenLoop;
import io.fawkes.benchmarks.load.Schedule;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Every bar of data-api's speed. The order is that of the data: what wants it empty comes first, then it grows. */
public final class DataApiBench implements Bench {

    private static final int FEW = 100_000;
    private static final int MANY = 10_000_000;
    private static final int SNAPSHOT = 1_000_000;
    private static final int STEADY = 20_000;
    private static final int SMALLEST = 2_000;
    private static final int PER_SECOND = 200;
    private static final int SECONDS = 20;
    private static final int PAGES = 300;
    private static final int ECHOES = 20_000;

    /** Until the compiler of the service is done with what a webhook needs, it takes more of the machine than the webhooks. */
    private static final int WARM_UP_ROUNDS = 3;

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public String name() {
        return "data-api";
    }

    @Override
    public List<Figure> figures(Run run) throws Exception {
        try (var postgres = BenchDatabase.start(run.folder());
                var server = RunningDataApi.on(postgres, run.folder());
                Connection owner = BenchDatabase.owner(server.database())) {
            List<Figure> figures = new ArrayList<>();
            server.fillCatalog();
            var ingest = new Ingest(server.peer());
            double few = ingest(run, ingest, new CopyPeer(owner), figures);
            grown(run, ingest, few, figures);
            figures.add(snapshot(run, server, ingest.kept()));
            lists(run, server, owner, ingest, figures);
            webhooks(run, server, owner, figures);
            figures.add(Figure.of("heap, most in use", server.peakHeap(), "MB", new Bar.AtMost(RunningDataApi.HEAP)));
            return figures;
        }
    }

    /** Less would measure how a connection warms up. */
    private static int few(Run run) {
        return run.unlessSmoke(run.scaled(FEW, STEADY), SMALLEST);
    }

    /** Each round begins with empty tables; one more before them warms up. */
    private static double ingest(Run run, Ingest ingest, CopyPeer peer, List<Figure> figures) throws Exception {
        int facts = few(run);
        run.says("ingest beside COPY, %,d facts a round".formatted(facts));
        ingest.rate(facts);
        var measurements = new LinkedHashMap<String, Measurement>();
        measurements.put("ours", _ -> {
            peer.empty();
            ingest.emptied();
            return ingest.rate(facts);
        });
        measurements.put("copy", _ -> peer.rate(facts));
        var medians = run.rounds().medians(measurements);
        double ours = medians.getOrDefault("ours", 0.0);
        figures.add(Figure.beside(
                medians.getOrDefault("copy", 0.0), "streamed ingest", ours, "facts/s", new Bar.AtLeastOfPeer(0.30)));
        return ours;
    }

    /** The peer of the rate over many facts is the rate over few. */
    private static void grown(Run run, Ingest ingest, double few, List<Figure> figures) throws Exception {
        int facts = run.scaled(MANY, SMALLEST);
        run.says("growing to %,d facts".formatted(facts));
        ingest.fill(facts, run);
        double many = run.rounds().median(_ -> ingest.rate(few(run)));
        figures.add(Figure.beside(
                few, "streamed ingest at %,d facts".formatted(facts), many, "facts/s", new Bar.AtLeastOfPeer(0.8)));
    }

    private static Figure snapshot(Run run, RunningDataApi server, long written) throws Exception {
        int facts = (int) Math.min(run.scaled(SNAPSHOT, SMALLEST), written / 2);
        run.says("snapshot of %,d facts".formatted(facts));
        read(server, facts);
        double rate = run.rounds().median(_ -> {
            long start = System.nanoTime();
            return read(server, facts) / ((System.nanoTime() - start) / NANOS);
        });
        return Figure.of("feed snapshot", rate, "facts/s", new Bar.AtLeast(150_000));
    }

    private static int read(RunningDataApi server, int facts) {
        var read = new AtomicInteger();
        Feed.read(server.peer().channel(), "", message -> read.addAndGet(Feed.facts(message)) >= facts)
                .join();
        return read.get();
    }

    private static void lists(Run run, RunningDataApi server, Connection owner, Ingest ingest, List<Figure> figures)
            throws Exception {
        try (var statement = owner.createStatement()) {
            statement.execute("analyze deployment, fact, claim, service");
        }
        long deployments = ingest.kept() / Reports.PER_DEPLOYMENT;
        run.says("lists over %,d deployments".formatted(deployments));
        var lists = new Lists(server.peer().channel(), ingest.first(), deployments);
        int pages = run.unlessSmoke(PAGES, 10);
        lists.pairs().values().forEach(pair -> lists.time(pair, pages));
        for (var pair : lists.pairs().entrySet()) {
            double p95 =
                    run.rounds().median(_ -> lists.time(pair.getValue(), pages).milliseconds(95));
            figures.add(Figure.of("list of 50 by " + pair.getKey() + ", p95", p95, "ms", new Bar.AtMost(15)));
        }
    }

    private static void webhooks(Run run, RunningDataApi server, Connection owner, List<Figure> figures)
            throws Exception {
        var schedule = Schedule.of(PER_SECOND, run.unlessSmoke(SECONDS, 1));
        run.says("webhooks at %d/s beside bare commits".formatted(PER_SECOND));
        var webhooks = new Webhooks(server.peer().channel(), owner);
        for (int round = 0; round < run.unlessSmoke(WARM_UP_ROUNDS, 1); round++) {
            webhooks.run(schedule);
        }
        var told = new ArrayList<Double>();
        var whole = new ArrayList<Double>();
        try (var commits = BareCommits.on(() -> BenchDatabase.owner(server.database()))) {
            var measurements = new LinkedHashMap<String, Measurement>();
            measurements.put(
                    "commit", _ -> OpenLoop.run(schedule, _ -> commits.commit()).milliseconds(99));
            measurements.put("accepted", round -> {
                var times = webhooks.run(schedule);
                told.add(round, times.told().milliseconds(99));
                whole.add(round, times.seen().milliseconds(99));
                return times.accepted().milliseconds(99);
            });
            measurements.put(
                    "echo",
                    _ -> LoopbackEcho.measure(run.unlessSmoke(ECHOES, 100)).milliseconds(99));
            var medians = run.rounds().medians(measurements);
            figures.add(Figure.beside(
                    medians.getOrDefault("commit", 0.0),
                    "webhook accepted at 200/s, p99",
                    medians.getOrDefault("accepted", 0.0),
                    "ms",
                    new Bar.AtMostOrTimesPeer(20, 10)));
            figures.add(
                    Figure.of("commit to subscriber, p99", run.rounds().median(told::get), "ms", new Bar.AtMost(100)));
            figures.add(Figure.told("webhook to subscriber, p99", run.rounds().median(whole::get), "ms"));
            figures.add(
                    Figure.told("calibration: bare commit at 200/s, p99", medians.getOrDefault("commit", 0.0), "ms"));
            figures.add(Figure.told("calibration: loopback echo, p99", medians.getOrDefault("echo", 0.0), "ms"));
        }
    }
}
