package io.fawkes.anomaly.postgres;

import io.fawkes.anomaly.domain.watch.RuleState;
import io.fawkes.anomaly.domain.watch.RuleStates;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;

/** Reads how far the watching has come. */
final class PostgresRuleStates implements RuleStates {
    private final Database database;

    PostgresRuleStates(Database database) {
        this.database = database;
    }

    @Override
    public Flux<RuleState> all() {
        return database.read(connection -> Sql.rows(
                                connection.createStatement("select * from rule_state"), PostgresRuleStates::state)
                        .collectList())
                .flatMapIterable(states -> states);
    }

    static RuleState state(Readable row) {
        return new RuleState(
                Rows.text(row, "rule"),
                RuleState.Stage.valueOf(Rows.text(row, "stage")),
                Rows.instantOrNull(row, "poll_time"),
                Rows.instantOrNull(row, "seen_time"),
                Rows.text(row, "poll_error"),
                Rows.integer(row, "failed_polls"),
                Rows.integer(row, "series"),
                Rows.integer(row, "learning"),
                Rows.instantOrNull(row, "events_from"));
    }
}
