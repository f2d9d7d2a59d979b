package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.DeliveryRejected;
import io.fawkes.dataapi.domain.inbox.Delivery.Outcome;
import io.fawkes.dataapi.domain.inbox.Understanding.Refused;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Takes a webhook request: judges it, keeps it with its facts and its outcome, and answers after the commit. */
public final class ReceiveDelivery {

    /** What is kept of a body whose sender did not show that it knows the secret, in bytes. */
    static final int KEPT_OF_UNKNOWN_SENDERS = 4 * 1024;

    private final KnownSources sources;
    private final Inbox inbox;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public ReceiveDelivery(
            List<? extends WebhookSource> sources, Inbox inbox, InstantSource clock, Supplier<UUID> ids) {
        this.sources = new KnownSources(sources);
        this.inbox = inbox;
        this.clock = clock;
        this.ids = ids;
    }

    /** The kept delivery, accepted or duplicate; a rejected one is kept as well and ends in {@link DeliveryRejected}. */
    public Mono<Delivery> receive(WebhookRequest request) {
        return Mono.defer(() -> kept(request, clock.instant()));
    }

    private Mono<Delivery> kept(WebhookRequest request, Instant now) {
        return switch (sources.judged(request, now)) {
            case Understood understood ->
                inbox.keep(delivery(request, now, Optional.empty(), understood.note()), understood.revisions());
            case Refused refused ->
                inbox.keep(delivery(request, now, Optional.of(refused.rejection()), ""), List.of())
                        .flatMap(kept -> Mono.error(() -> new DeliveryRejected(refused.rejection(), kept.name())));
        };
    }

    private Delivery delivery(WebhookRequest request, Instant now, Optional<Rejection> rejection, String note) {
        Optional<WebhookSource> source = sources.find(request.source());
        return new Delivery(
                ids.get(),
                request.source(),
                source.map(known -> known.event(request)).orElse(""),
                source.map(known -> known.deliveryId(request)).orElse(""),
                now,
                rejection.isPresent() ? Outcome.REJECTED : Outcome.ACCEPTED,
                rejection,
                note,
                List.of(),
                Secrets.without(request.headers()),
                keptBody(request, rejection),
                request.size());
    }

    private static Bytes keptBody(WebhookRequest request, Optional<Rejection> rejection) {
        boolean whole = rejection.map(Rejection::isAuthentic).orElse(true);
        return whole ? request.body() : request.body().first(KEPT_OF_UNKNOWN_SENDERS);
    }
}
