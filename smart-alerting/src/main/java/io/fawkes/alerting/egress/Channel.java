package io.fawkes.alerting.egress;

import reactor.core.publisher.Mono;

/**
 * A configured way of telling a receiver. Holds secrets: nothing prints one. Safe for concurrent use.
 */
public interface Channel {

    /**
     * Makes one attempt; completes when the receiver confirmed it. Fails with {@link
     * io.fawkes.runtime.postgres.DeliveryUnknown} when bytes were written and no answer came, with {@link
     * io.fawkes.runtime.postgres.DeliveryRefused} when the receiver will never take it, else with what says that it surely
     * had no effect.
     */
    Mono<Void> tell(Outgoing message, Outlets outlets);
}
