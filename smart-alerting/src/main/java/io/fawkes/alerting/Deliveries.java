package io.fawkes.alerting;

import io.fawkes.alerting.dataapi.IncidentReports;
import io.fawkes.alerting.domain.group.Looking;
import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.alerting.egress.Breakers;
import io.fawkes.alerting.egress.Outlets;
import io.fawkes.alerting.egress.Posts;
import io.fawkes.alerting.egress.Telling;
import io.fawkes.alerting.postgres.GroupTimers;
import io.fawkes.alerting.postgres.PostgresStorage;
import io.fawkes.alerting.postgres.Retention;
import io.fawkes.alerting.webhook.WebhookMessage;
import io.fawkes.runtime.postgres.Outbox;
import io.fawkes.runtime.postgres.OutboxPolicy;
import io.fawkes.runtime.rpc.Peer;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Everything of smart-alerting that runs without being asked: timers, deliveries, retention. Finishes what is under way when closed. */
final class Deliveries implements AutoCloseable {

    /** Twenty attempts in about two hours, each of which its worker may take longer for than any receiver may. */
    private static final OutboxPolicy MESSAGES = new OutboxPolicy(
            20, Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofSeconds(45), Duration.ofSeconds(2));

    /** At most a minute apart and for a week: data-api may be away for long, and no fact may be lost. */
    private static final OutboxPolicy INCIDENTS = new OutboxPolicy(
            10_000, Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofSeconds(1));

    private static final int MESSAGES_AT_A_TIME = 16;
    private static final int INCIDENTS_AT_A_TIME = 2;

    /** Longest time to finish what is under way; what is not finished then is the next process's. */
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Outbox messages;
    private final Outbox incidents;
    private final GroupTimers timers;
    private final Retention retention;
    private final FileWatch watch;
    private final FollowedAnomalies anomalies;
    private final CompletableFuture<@Nullable Void> ended;

    private Deliveries(CurrentConfig current, PostgresStorage storage, Peer dataApi, OpenTelemetry telemetry) {
        AlertingConfig config = current.settings();
        this.messages = storage.outbox(MESSAGES);
        this.incidents = storage.outbox(INCIDENTS);
        var reports = new IncidentReports(dataApi, storage.incidentNames());
        var telling = new Telling(() -> current.get().channels(), new Outlets(new Posts(), storage.sentMessages()));
        var breakers = new Breakers(System::nanoTime);
        var looking = new Looking(current::routing, config.incidents());
        this.timers = storage.timers(looking, new WebhookMessage(config.externalUrl()), reports)
                .telling(messages::hint)
                .telling(incidents::hint);
        this.retention = storage.retention(messages).start();
        this.watch = FileWatch.start(current);
        this.anomalies = FollowedAnomalies.start(current, storage, telemetry);
        this.ended = Mono.when(
                        timers.run(),
                        messages.deliverFamily(Integration.TOPICS, MESSAGES_AT_A_TIME, breakers, telling::send),
                        incidents.deliver(PostgresStorage.INCIDENTS, INCIDENTS_AT_A_TIME, reports::send))
                .toFuture();
    }

    static Deliveries start(CurrentConfig current, PostgresStorage storage, Peer dataApi, OpenTelemetry telemetry) {
        return new Deliveries(current, storage, dataApi, telemetry);
    }

    @Override
    public void close() {
        watch.close();
        anomalies.close();
        retention.close();
        timers.stop();
        messages.stop();
        incidents.stop();
        Mono.fromFuture(ended, true)
                .timeout(DRAIN, Mono.fromRunnable(() -> ended.cancel(true)))
                .block();
    }
}
