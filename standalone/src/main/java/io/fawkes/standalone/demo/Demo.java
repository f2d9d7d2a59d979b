package io.fawkes.standalone.demo;

import io.fawkes.standalone.demo.history.History;
import io.fawkes.standalone.demo.history.Post;
import io.fawkes.standalone.demo.history.Profile;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The demo at the door of a mesh that runs: tells a history, waits until it is folded, and shows what became of it. Its
 * methods wait; for one thread.
 */
public final class Demo implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final History history;
    private final InstantSource clock;
    private final PrintStream out;
    private final boolean terminal;
    private final String door;
    private final DoorClient client;
    private final Courier courier;
    private final Reports reports;

    /**
     * @param door {@code http://host:port}
     * @param secrets what each teller knows, by its name in lower case
     * @param clock of this machine, and so of the mesh
     * @param terminal whether {@code out} is one, so that lines may grow
     */
    public Demo(
            String door,
            Map<String, String> secrets,
            History history,
            InstantSource clock,
            PrintStream out,
            boolean terminal) {
        this.door = door;
        this.history = history;
        this.clock = clock;
        this.out = out;
        this.terminal = terminal;
        this.client = new DoorClient(door);
        this.courier = new Courier(client, secrets);
        this.reports = new Reports(client, history);
    }

    /**
     * Puts the services into the catalog and posts the history and the recorded bodies; returns when all is accepted.
     *
     * @throws DemoFailure if anything is not
     */
    public void tell() {
        List<Post> posts = Stream.concat(RecordedBodies.posts().stream(), history.posts().stream())
                .toList();
        out.printf(
                Locale.ROOT,
                "%nTelling 90 days of %d services: %,d webhooks through %s, at most %d at a time.%n",
                history.services().size(),
                posts.size(),
                door,
                DoorClient.AT_ONCE);
        history.services().forEach(this::introduce);
        courier.introduce(RecordedBodies.SERVICE, RecordedBodies.CATALOG_ENTRY).block(PATIENCE);
        var tally = new Tally(out, terminal, "accepted", posts.size());
        courier.deliver(posts).toStream(DoorClient.AT_ONCE).forEach(_ -> tally.one());
    }

    private void introduce(Profile profile) {
        courier.introduce(profile.service(), profile.catalogEntry()).block(PATIENCE);
    }

    /**
     * Posts the storm's alerts; returns, with what is to be told of it, when {@code receiver} was told of them all and
     * data-api of the incidents.
     *
     * @throws DemoFailure if that takes minutes, or an alert is not accepted
     */
    public String tellStorm(AlertReceiver receiver) {
        courier.deliver(history.storm().posts()).then().block(PATIENCE);
        return orNothing(
                new StormStory(client, history.storm(), receiver).text().block(PATIENCE));
    }

    /**
     * The strongest anomaly of the storm, explained; returns when there is one.
     *
     * @throws DemoFailure if that takes minutes
     */
    public String awaitAnomaly() {
        return orNothing(new AnomalyStory(client, door, history.storm()).text().block(PATIENCE));
    }

    private static String orNothing(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /**
     * What insights says, once everything that was told is folded.
     *
     * @throws DemoFailure if that takes minutes
     */
    public List<Report> awaitReports() {
        // The mesh is on this machine, so this clock is the one by which data-api dates what is committed.
        Instant committed = clock.instant();
        long begin = System.nanoTime();
        List<Report> folded = reports.folded(committed).collectList().block(PATIENCE);
        out.printf(Locale.ROOT, "  folded after another %.1f s%n", (System.nanoTime() - begin) / 1e9);
        return folded == null ? List.of() : folded;
    }

    /** Prints DORA's metrics of all services. */
    public void show(List<Report> folded) {
        out.printf(
                "%nDORA, %s to %s, all evidence counted%n%n%s",
                DAY.format(history.start()), DAY.format(history.end()), DoraTable.of(folded));
    }

    /** Prints what to ask next. */
    public void showLinks() {
        out.print(new Links(door, reports.window()).text());
    }

    @Override
    public void close() {
        client.close();
    }
}
