package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Notes for rules that are new which of the alerts that are known already mute others. */
final class KnownSources {

    private static final int PAGE = 500;

    private record Member(Position position, Alert alert) {}

    private record Position(long fingerprint, UUID group) {}

    private static final Position BEGIN = new Position(Long.MIN_VALUE, new UUID(0, 0));

    private final Database database;
    private final PostgresMutes mutes;

    KnownSources(Database database, PostgresMutes mutes) {
        this.database = database;
        this.mutes = mutes;
    }

    /** All alerts that are in groups, some hundreds a transaction. */
    Mono<Void> note() {
        return page(BEGIN).expand(this::page).then();
    }

    /** Notes the page after {@code position}; where it ended, or empty if it was the last. */
    private Mono<Position> page(Position position) {
        return database.inTransaction(transaction -> members(transaction, position)
                .flatMap(members -> mutes.note(
                                transaction, members.stream().map(Member::alert).toList())
                        .then(Mono.justOrEmpty(
                                members.stream().skip(PAGE - 1L).findFirst().map(Member::position)))));
    }

    private static Mono<List<Member>> members(Connection transaction, Position after) {
        return Sql.rows(
                        transaction
                                .createStatement("""
                                        select m.fingerprint as at, m.group_id, %s
                                        from group_member m join alert a on a.id = m.alert_id
                                        where not m.has_left and (m.fingerprint, m.group_id) > ($1, $2)
                                        order by m.fingerprint, m.group_id limit $3
                                        """.formatted(AlertRows.COLUMNS))
                                .bind("$1", after.fingerprint())
                                .bind("$2", after.group())
                                .bind("$3", PAGE),
                        KnownSources::member)
                .collectList();
    }

    private static Member member(Readable row) {
        return new Member(
                new Position(Sql.column(row, "at", Long.class), Sql.column(row, "group_id", UUID.class)),
                AlertRows.alert(row));
    }
}
