package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.group.SentMessages;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** How receivers call what they were told, as rows. */
final class PostgresSentMessages implements SentMessages {

    private final Database database;

    PostgresSentMessages(Database database) {
        this.database = database;
    }

    @Override
    public Mono<String> find(UUID group, String integration) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement("select reference from sent_message where group_id = $1 and integration = $2")
                        .bind("$1", group)
                        .bind("$2", integration),
                row -> Sql.column(row, "reference", String.class)));
    }

    @Override
    public Mono<Void> note(UUID group, String integration, String reference) {
        return database.inTransaction(transaction -> Sql.updated(transaction
                        .createStatement("""
                                insert into sent_message (group_id, integration, reference) values ($1, $2, $3)
                                on conflict (group_id, integration) do update set reference = excluded.reference
                                """)
                        .bind("$1", group)
                        .bind("$2", integration)
                        .bind("$3", reference)))
                .then();
    }
}
