package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.group.Replays;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Outbox;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Dead messages of the outbox, found by their notifications. */
final class PostgresReplays implements Replays {

    private record Message(String topic, String key) {}

    private static final String DEAD = """
            select n.topic, n.key from notification n
            join runtime.outbox o on o.topic = n.topic and o.key = n.key and o.state = 'dead'
            where %s order by n.created_at limit 1000
            """;

    private final Database database;

    PostgresReplays(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Long> replay(List<UUID> notifications) {
        return replayed(connection -> connection
                .createStatement(DEAD.formatted("n.id = any($1)"))
                .bind("$1", notifications.toArray(UUID[]::new)));
    }

    @Override
    public Mono<Long> replay(String receiver) {
        return replayed(connection ->
                connection.createStatement(DEAD.formatted("n.receiver = $1")).bind("$1", receiver));
    }

    private Mono<Long> replayed(Function<Connection, Statement> dead) {
        return database.inTransaction(transaction -> Sql.rows(
                        dead.apply(transaction),
                        row -> new Message(
                                Sql.column(row, "topic", String.class), Sql.column(row, "key", String.class)))
                .collectList()
                .flatMap(found -> Outbox.revive(
                        transaction,
                        found.stream().map(Message::topic).toList(),
                        found.stream().map(Message::key).toList())));
    }
}
