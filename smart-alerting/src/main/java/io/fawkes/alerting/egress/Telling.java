package io.fawkes.alerting.egress;

import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.runtime.postgres.OutboxMessage;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Hands each message of the outbox to the channel that its integration has in the configuration now. */
public final class Telling {

    private final Supplier<Map<Integration, Channel>> channels;
    private final Outlets outlets;

    /**
     * @param channels how each integration is told, as it is configured now
     */
    public Telling(Supplier<Map<Integration, Channel>> channels, Outlets outlets) {
        this.channels = channels;
        this.outlets = outlets;
    }

    /** Makes one attempt; see {@link Channel#tell}. */
    public Mono<Void> send(OutboxMessage message) {
        return Mono.defer(() -> {
            Outgoing outgoing = Outgoing.read(message);
            return channel(outgoing)
                    .map(channel -> channel.tell(outgoing, outlets))
                    .orElseGet(() -> Mono.error(() -> new DeliveryFailed("receiver " + outgoing.receiver() + " has no "
                            + outgoing.integration() + " in the configuration")));
        });
    }

    private Optional<Channel> channel(Outgoing message) {
        return channels.get().entrySet().stream()
                .filter(channel -> channel.getKey().receiver().equals(message.receiver())
                        && channel.getKey().name().equals(message.integration()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
