package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.DataApiException.NotReplayable;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Replays what a query finds, page after page, newest first: what arrives meanwhile is not met, and what a replay changes
 * about a row does not move it.
 */
public final class ReplayDeliveries {

    /** Deliveries a page. */
    public static final int PAGE = 100;

    private static final int AT_ONCE = 4;

    private final ReplayDelivery replays;
    private final Inbox inbox;
    private final InstantSource clock;

    public ReplayDeliveries(ReplayDelivery replays, Inbox inbox, InstantSource clock) {
        this.replays = replays;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Replays until all are done or {@code until} has come; a page that was begun is finished. */
    public Mono<ReplayTally> replay(ListQuery query, Instant until) {
        return pages(query, until, replays::replay);
    }

    /** Reads them and writes nothing. */
    public Mono<ReplayTally> rehearse(ListQuery query, Instant until) {
        return pages(query, until, replays::rehearse);
    }

    private Mono<ReplayTally> pages(ListQuery query, Instant until, Function<UUID, Mono<Replay>> replay) {
        return page(query, ReplayTally.NOTHING, replay)
                .expand(tally -> tally.next()
                        .filter(_ -> clock.instant().isBefore(until))
                        .map(next -> page(query.after(next), tally, replay))
                        .orElseGet(Mono::empty))
                .last();
    }

    private Mono<ReplayTally> page(ListQuery query, ReplayTally before, Function<UUID, Mono<Replay>> replay) {
        return inbox.list(query)
                .collectList()
                .flatMap(found -> Flux.fromIterable(rows(found, query))
                        .flatMapSequential(delivery -> step(delivery, replay), AT_ONCE)
                        .reduce(before, (tally, step) -> step.apply(tally))
                        .map(tally -> tally.upTo(next(found, query))));
    }

    private static Mono<Function<ReplayTally, ReplayTally>> step(
            Delivery delivery, Function<UUID, Mono<Replay>> replay) {
        return Mono.justOrEmpty(ReplayDelivery.obstacle(delivery))
                .flatMap(obstacle -> Mono.<Replay>error(obstacle))
                .switchIfEmpty(Mono.defer(() -> replay.apply(delivery.id())))
                .<Function<ReplayTally, ReplayTally>>map(done -> tally -> tally.and(done))
                .onErrorResume(NotReplayable.class, obstacle -> Mono.just(tally -> tally.without(obstacle)));
    }

    /** One row more than a page was asked for, to know whether another follows. */
    private static List<Delivery> rows(List<Listed<Delivery>> found, ListQuery query) {
        return found.stream().limit(query.limit() - 1L).map(Listed::row).toList();
    }

    private static Optional<ListQuery.Position> next(List<Listed<Delivery>> found, ListQuery query) {
        return found.size() < query.limit()
                ? Optional.empty()
                : Optional.of(found.get(query.limit() - 2).position());
    }
}
