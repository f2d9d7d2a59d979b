package io.fawkes.dataapi.domain.inbox;

/** A kind of sender of webhooks. Implementations are pure: no clock, no I/O; safe for concurrent use. */
public interface WebhookSource {

    /** Its short name, the last part of the webhook's path. */
    String name();

    /** The event that the request names; empty if it names none. */
    String event(WebhookRequest request);

    /** The sender's own id of the delivery, which a redelivery repeats; empty if it gives none. */
    String deliveryId(WebhookRequest request);

    /** Checks the signature over the raw body, then reads it. Never throws for anything a sender can send. */
    Understanding understand(WebhookRequest request);
}
