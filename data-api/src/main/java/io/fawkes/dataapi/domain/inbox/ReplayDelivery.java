package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.DataApiException.NotReplayable;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.inbox.Delivery.BodyState;
import io.fawkes.dataapi.domain.inbox.Delivery.Outcome;
import io.fawkes.dataapi.domain.inbox.Understanding.Refused;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import io.fawkes.runtime.webhook.ShownCredential;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Reads a kept delivery again. Only one whose sender was believed: the reading does not ask for the signature, which is not
 * kept, so a stranger's request must never come this way.
 */
public final class ReplayDelivery {

    private final KnownSources sources;
    private final Inbox inbox;
    private final InstantSource clock;

    public ReplayDelivery(List<? extends WebhookSource> sources, Inbox inbox, InstantSource clock) {
        this.sources = new KnownSources(sources);
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Reads and writes it. Fails with UnknownResource or NotReplayable; a reading that is refused is an answer. */
    public Mono<Replay> replay(UUID id) {
        return readable(id).flatMap(delivery -> inbox.replayed(delivery, reading(delivery)));
    }

    /** Reads it and writes nothing; fails as {@link #replay} does. What is known already counts as accepted. */
    public Mono<Replay> rehearse(UUID id) {
        return readable(id).map(delivery -> rehearsed(delivery, reading(delivery)));
    }

    private Mono<Delivery> readable(UUID id) {
        return inbox.find(id)
                .switchIfEmpty(Mono.error(() -> new UnknownResource("deliveries/" + id)))
                .flatMap(delivery ->
                        obstacle(delivery).<Mono<Delivery>>map(Mono::error).orElseGet(() -> Mono.just(delivery)));
    }

    /** Why {@code delivery} cannot be replayed; empty if it can. Its body need not have been loaded. */
    static Optional<NotReplayable> obstacle(Delivery delivery) {
        if (!delivery.isAuthentic()) {
            return Optional.of(NotReplayable.untrusted(delivery.name()));
        }
        return delivery.since().body() == BodyState.KEPT
                ? Optional.empty()
                : Optional.of(NotReplayable.bodyGone(delivery.name()));
    }

    private Understanding reading(Delivery delivery) {
        var request = new WebhookRequest(
                delivery.source(), ShownCredential.NONE, delivery.headers(), delivery.body(), delivery.size());
        return sources.readAgain(delivery, request, clock.instant());
    }

    private static Replay rehearsed(Delivery delivery, Understanding reading) {
        return switch (reading) {
            case Understood understood ->
                new Replay(delivery, Outcome.ACCEPTED, Optional.empty(), understood.note(), List.of());
            case Refused refused ->
                new Replay(delivery, Outcome.REJECTED, Optional.of(refused.rejection()), "", List.of());
        };
    }
}
