package io.fawkes.dataapi.domain.inbox;

import java.time.Instant;
import java.util.Optional;

/** Decides whether the sender of a webhook is believed, before its body is read. Pure; safe for concurrent use. */
@FunctionalInterface
public interface Gate {

    /** Why the sender of {@code request}, which arrived at {@code now}, is not believed; empty if it is. */
    Optional<Rejection> doubt(WebhookRequest request, Instant now);
}
