package io.fawkes.runtime.postgres;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What {@code NOTIFY} says, heard on a connection of its own: a pooled one would be taken for good. */
final class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final PostgresqlConnectionFactory connections;

    Notifications(PostgresqlConnectionFactory connections) {
        this.connections = connections;
    }

    /** Payloads of {@code channel} while subscribed. A lost connection is opened again; what was said meanwhile is lost. */
    Flux<String> of(String channel) {
        return Flux.usingWhen(
                        connections.create(), connection -> heard(connection, channel), PostgresqlConnection::close)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(signal ->
                                LOG.atInfo().addKeyValue("channel", channel).log("listening for notifications again")))
                .repeat();
    }

    private static Flux<String> heard(PostgresqlConnection connection, String channel) {
        Mono<Void> listening = connection
                .createStatement("listen " + channel)
                .execute()
                .flatMap(io.r2dbc.postgresql.api.PostgresqlResult::getRowsUpdated, 1)
                .then();
        return listening.thenMany(connection.getNotifications()).map(notification -> {
            String payload = notification.getParameter();
            return payload == null ? "" : payload;
        });
    }
}
