package io.fawkes.dataapi.domain.backfill;

import io.fawkes.dataapi.domain.backfill.Backfills.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BiConsumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Goes on with backfills, in one process at a time: round after round a page of each that is due. One process, since they
 * share a source's rate limit.
 */
public final class RunBackfills {

    private static final int PER_ROUND = 16;
    private static final int AT_ONCE = 4;

    private final Backfills backfills;
    private final Map<BackfillSource, BackfillPeer> peers;
    private final InstantSource clock;
    private final Duration pause;
    private final BiConsumer<Backfill, PeerFailure> witness;

    /**
     * @param pause how long to wait before looking again after a round in which nothing was due
     * @param witness told of each page that could not be read, with what caused it
     */
    public RunBackfills(
            Backfills backfills,
            Map<BackfillSource, BackfillPeer> peers,
            InstantSource clock,
            Duration pause,
            BiConsumer<Backfill, PeerFailure> witness) {
        this.backfills = backfills;
        this.peers = Map.copyOf(peers);
        this.clock = clock;
        this.pause = pause;
        this.witness = witness;
    }

    /** Never ends by itself; fails when the turn is lost or the database is away, and may be subscribed again. */
    public Flux<Backfill> run() {
        return backfills.hold(turn ->
                round(turn).switchIfEmpty(Mono.delay(pause).then(Mono.empty())).repeat());
    }

    private Flux<Backfill> round(Turn turn) {
        return Flux.defer(() -> turn.due(now(), PER_ROUND))
                .collectList()
                .flatMapMany(due -> Flux.fromIterable(due).flatMap(backfill -> step(turn, backfill), AT_ONCE));
    }

    private Mono<Backfill> step(Turn turn, Backfill backfill) {
        return Mono.defer(() -> peer(backfill).read(backfill))
                .onErrorMap(error -> !(error instanceof PeerFailure), RunBackfills::unexpected)
                .doOnError(PeerFailure.class, failure -> witness.accept(backfill, failure))
                .flatMap(page -> turn.keep(backfill, page.believed(now()), now()))
                .onErrorResume(
                        PeerFailure.class,
                        failure -> turn.change(backfill.id(), current -> current.after(failure, now())));
    }

    private BackfillPeer peer(Backfill backfill) {
        BackfillSource source = backfill.source();
        return peers.getOrDefault(
                source,
                _ -> Mono.error(() ->
                        new PeerFailure.Refused(source + ": not configured (expected: " + source.variable() + ")")));
    }

    /** What no source should do ends a backfill where people see it, instead of repeating for ever. */
    private static PeerFailure unexpected(Throwable error) {
        var failure = new PeerFailure.Refused(
                "the page could not be read: " + error.getClass().getSimpleName());
        failure.initCause(error);
        return failure;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
