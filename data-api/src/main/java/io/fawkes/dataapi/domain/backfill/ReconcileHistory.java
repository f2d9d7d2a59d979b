package io.fawkes.dataapi.domain.backfill;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Mono;

/** Tells what a source's history knows and its notifications did not tell. */
public final class ReconcileHistory {

    /**
     * One look.
     *
     * @param at when it ended
     * @param missing facts that were not known, or not as far
     * @param rejected things of the history that were not understood
     */
    public record Look(Instant at, long missing, long rejected) {}

    private final Mono<Page> history;
    private final ToldFacts facts;
    private final InstantSource clock;

    /** @param history what is not known of the history, read anew at each subscription */
    public ReconcileHistory(Mono<Page> history, ToldFacts facts, InstantSource clock) {
        this.history = history;
        this.facts = facts;
        this.clock = clock;
    }

    /** Looks once and tells what was missing; fails with {@link PeerFailure}. */
    public Mono<Look> look() {
        return history.map(page -> page.believed(clock.instant()))
                .flatMap(page -> facts.tell(page.revisions(), clock.instant().truncatedTo(ChronoUnit.MICROS))
                        .map(missing -> new Look(
                                clock.instant(), missing, page.rejections().size())));
    }
}
