package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.DeliveryRejected;
import io.fawkes.dataapi.domain.fact.PlausibleTimes;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Delivery.Outcome;
import io.fawkes.dataapi.domain.inbox.Understanding.Refused;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Takes a webhook request: judges it, keeps it with its facts and its outcome, and answers after the commit. */
public final class ReceiveDelivery {

    /** Largest body a delivery may have, in bytes. */
    public static final int LARGEST_BODY = 1024 * 1024;

    /** What is kept of a body whose sender did not show that it knows the secret, in bytes. */
    static final int KEPT_OF_UNKNOWN_SENDERS = 4 * 1024;

    private final Map<String, WebhookSource> sources;
    private final Inbox inbox;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public ReceiveDelivery(
            List<? extends WebhookSource> sources, Inbox inbox, InstantSource clock, Supplier<UUID> ids) {
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(WebhookSource::name, Function.identity()));
        this.inbox = inbox;
        this.clock = clock;
        this.ids = ids;
    }

    /** The kept delivery, accepted or duplicate; a rejected one is kept as well and ends in {@link DeliveryRejected}. */
    public Mono<Delivery> receive(WebhookRequest request) {
        return Mono.defer(() -> kept(request, clock.instant()));
    }

    private Mono<Delivery> kept(WebhookRequest request, Instant now) {
        return switch (judged(request, now)) {
            case Understood understood ->
                inbox.keep(delivery(request, now, Optional.empty(), understood.note()), understood.revisions());
            case Refused refused ->
                inbox.keep(delivery(request, now, Optional.of(refused.rejection()), ""), List.of())
                        .flatMap(kept -> Mono.error(() -> new DeliveryRejected(refused.rejection(), kept.name())));
        };
    }

    private Understanding judged(WebhookRequest request, Instant now) {
        WebhookSource source = sources.get(request.source());
        if (source == null) {
            return Understanding.refused(
                    Rejection.Reason.SOURCE_UNKNOWN,
                    "source: " + request.source() + " (expected: one of " + names() + ")");
        }
        if (request.isCutOff() || request.size() > LARGEST_BODY) {
            return Understanding.refused(
                    Rejection.Reason.BODY_TOO_LARGE,
                    "body: " + request.size() + " bytes (expected: at most " + LARGEST_BODY + ")");
        }
        return believable(source.understand(request, now), now);
    }

    private String names() {
        return sources.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    private static Understanding believable(Understanding understanding, Instant now) {
        return understanding instanceof Understood understood
                ? implausible(understood.revisions(), now)
                        .map(problem -> Understanding.refused(Rejection.Reason.TIME_IMPLAUSIBLE, problem))
                        .orElse(understanding)
                : understanding;
    }

    private static Optional<String> implausible(List<Revision> revisions, Instant now) {
        return revisions.stream()
                .flatMap(revision -> PlausibleTimes.problem(revision, now).stream())
                .findFirst();
    }

    private Delivery delivery(WebhookRequest request, Instant now, Optional<Rejection> rejection, String note) {
        Optional<WebhookSource> source = Optional.ofNullable(sources.get(request.source()));
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
                showable(request.headers()),
                keptBody(request, rejection),
                request.size());
    }

    /** Signatures and credentials are checked and forgotten. */
    private static Map<String, String> showable(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> !header.getKey().contains("signature")
                        && !header.getKey().contains("token"))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Bytes keptBody(WebhookRequest request, Optional<Rejection> rejection) {
        boolean whole = rejection.map(Rejection::isAuthentic).orElse(true);
        return whole ? request.body() : request.body().first(KEPT_OF_UNKNOWN_SENDERS);
    }
}
