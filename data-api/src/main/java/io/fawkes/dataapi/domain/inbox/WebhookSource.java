package io.fawkes.dataapi.domain.inbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A kind of sender of webhooks. Implementations are pure: no clock of their own, no I/O; safe for concurrent use. They
 * never throw for anything a sender can send.
 */
public interface WebhookSource extends Gate {

    /** Its short name, the first part of the webhook's path. */
    String name();

    /** The event that the request names; empty if it names none outside its body, which is not read before it is believed. */
    default String event(WebhookRequest request) {
        return "";
    }

    /** The sender's own id of the delivery, which a redelivery repeats; empty if it gives none: a repeated one changes nothing. */
    default String deliveryId(WebhookRequest request) {
        return "";
    }

    /** Checks the signature over the raw body or the credential. */
    @Override
    Optional<Rejection> doubt(WebhookRequest request, Instant now);

    /**
     * Reads a request that is believed.
     *
     * @param receivedAt when it first arrived; part of a fact only where the sender says no time itself
     */
    Understanding read(WebhookRequest request, Instant receivedAt);

    /** What becomes of a request that arrives at {@code now}: doubted, or read. */
    default Understanding understand(WebhookRequest request, Instant now) {
        return doubt(request, now)
                .<Understanding>map(Understanding.Refused::new)
                .orElseGet(() -> read(request, now));
    }
}
