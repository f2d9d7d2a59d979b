package io.fawkes.dataapi;

import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.dataapi.domain.inbox.Inbox;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Replay;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An inbox that counts what became of deliveries. What was quarantined for a clock that cannot be right is among them, by
 * its reason. Sources that are not known count as one, so that a stranger cannot make up series.
 */
final class CountedInbox implements Inbox {

    private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("source");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
    private static final String OTHER = "other";

    private final Inbox inbox;
    private final LongCounter received;
    private final LongCounter replayed;

    CountedInbox(Inbox inbox, OpenTelemetry telemetry) {
        this.inbox = inbox;
        this.received =
                counter(telemetry, "fawkes.inbox.deliveries", "Deliveries that were kept, by what became of them.");
        this.replayed =
                counter(telemetry, "fawkes.inbox.replays", "Deliveries that were read again, by what became of it.");
    }

    private static LongCounter counter(OpenTelemetry telemetry, String name, String what) {
        return telemetry
                .getMeter("io.fawkes.data-api")
                .counterBuilder(name)
                .setDescription(what)
                .setUnit("{delivery}")
                .build();
    }

    @Override
    public Mono<Delivery> keep(Delivery delivery, List<Revision> revisions) {
        return inbox.keep(delivery, revisions)
                .doOnNext(kept -> received.add(1, attributes(kept.source(), kept.outcome(), kept.rejection())));
    }

    @Override
    public Mono<Replay> replayed(Delivery delivery, Understanding reading) {
        return inbox.replayed(delivery, reading)
                .doOnNext(replay ->
                        replayed.add(1, attributes(replay.delivery().source(), replay.outcome(), replay.rejection())));
    }

    private static Attributes attributes(String source, Delivery.Outcome outcome, Optional<Rejection> rejection) {
        return Attributes.of(
                SOURCE,
                Sources.NAMES.contains(source) ? source : OTHER,
                OUTCOME,
                outcome.name(),
                REASON,
                rejection.map(Rejection::reason).map(Enum::name).orElse(""));
    }

    @Override
    public Mono<Delivery> find(UUID id) {
        return inbox.find(id);
    }

    @Override
    public Flux<Listed<Delivery>> list(ListQuery query) {
        return inbox.list(query);
    }
}
