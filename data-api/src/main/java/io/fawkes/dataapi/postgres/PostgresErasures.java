package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import io.fawkes.dataapi.domain.people.Erasure;
import io.fawkes.dataapi.domain.people.Erasure.Done;
import io.fawkes.dataapi.domain.people.Erasures;
import io.fawkes.dataapi.domain.people.Person;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Erasures as rows. A login stands in one while the work goes on and no longer. */
final class PostgresErasures implements Erasures {

    private final Database database;

    PostgresErasures(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Erasure> begin(Person person, Function<Erasure, Deed> deed) {
        return database.inTransaction(transaction -> inserted(transaction, person)
                .then(running(transaction, person))
                .flatMap(erasure -> PostgresAuditLog.appended(transaction, deed.apply(erasure))
                        .thenReturn(erasure)));
    }

    /** Another of the same person that goes on is left as it is; a concurrent one is waited for. */
    private static Mono<Long> inserted(Connection transaction, Person person) {
        UUID id = UUID.randomUUID();
        return Sql.updated(transaction
                .createStatement("""
                        insert into erasure (id, login, source, pseudonym) values ($1, $2, $3, $4)
                        on conflict do nothing
                        """)
                .bind("$1", id)
                .bind("$2", person.login())
                .bind("$3", person.source())
                .bind("$4", "erased-" + UUID.randomUUID().toString().substring(0, 13)));
    }

    private static Mono<Erasure> running(Connection transaction, Person person) {
        return Sql.row(
                transaction.createStatement("""
                                select * from erasure
                                where lower(login) = lower($1) and source = $2 and completed_at is null
                                """).bind("$1", person.login()).bind("$2", person.source()),
                PostgresErasures::erasure);
    }

    @Override
    public Mono<Erasure> find(UUID id) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement("select * from erasure where id = $1")
                        .bind("$1", id),
                PostgresErasures::erasure));
    }

    private static Erasure erasure(Readable row) {
        return new Erasure(
                Sql.column(row, "id", UUID.class),
                Sql.column(row, "pseudonym", String.class),
                Sql.column(row, "source", String.class),
                PostgresInbox.instant(row, "created_at"),
                Optional.ofNullable(row.get("completed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                new Done(
                        Sql.column(row, "facts", Long.class),
                        Sql.column(row, "log_rows", Long.class),
                        Sql.column(row, "deliveries", Long.class)));
    }
}
