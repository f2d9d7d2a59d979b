package io.fawkes.anomaly.postgres;

import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.watch.WatchStore;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tenure as a lease of all rules. */
final class PostgresWatchStore implements WatchStore {
    private static final String LEASE = "anomaly-rules";
    /** After a kill another replica goes on within it. */
    private static final Duration TERM = Duration.ofSeconds(12);

    private static final String CLOSE = """
            with configured as (select * from unnest($1::text[], $2::text[]) as c (rule, fingerprint)),
            changed as (
              update anomaly a
              set close_time = a.update_time, close_reason = 'RULE_CHANGED'
              where a.close_time is null
                and not exists (select from series_state s join configured c using (rule, fingerprint)
                                where s.anomaly = a.id)
              returning *)
            insert into anomaly_log (kind, anomaly, %1$s) select 'CLOSED', id, %1$s from changed
            """.formatted(Rows.CHANGING);

    private static final String FORGET_SERIES = """
            delete from series_state
            where (rule, fingerprint) not in (select * from unnest($1::text[], $2::text[]))
            """;

    private static final String FORGET_RULES = """
            delete from rule_state
            where (rule, fingerprint) not in (select * from unnest($1::text[], $2::text[]))
            """;

    private final Database database;
    private final Leases leases;

    PostgresWatchStore(Database database, String holder) {
        this.database = database;
        this.leases = new Leases(database, holder);
    }

    @Override
    public <T> Flux<T> hold(List<Rule> rules, Function<Tenure, ? extends Publisher<T>> work) {
        return leases.hold(LEASE, TERM, lease -> {
            var tenure = new PostgresTenure(database, lease);
            return tenure.fenced(transaction -> cleared(transaction, rules))
                    .thenMany(Flux.defer(() -> work.apply(tenure)));
        });
    }

    /** Closes what is open of other rules, then forgets their state. */
    private static Mono<Void> cleared(Connection transaction, List<Rule> rules) {
        return ChangeWriter.turn(transaction)
                .then(withRules(transaction, CLOSE, rules))
                .then(withRules(transaction, FORGET_SERIES, rules))
                .then(withRules(transaction, FORGET_RULES, rules))
                .then(ChangeWriter.announced(transaction));
    }

    private static Mono<Long> withRules(Connection transaction, String sql, List<Rule> rules) {
        return Sql.updated(transaction
                .createStatement(sql)
                .bind("$1", rules.stream().map(Rule::id).toArray(String[]::new))
                .bind("$2", rules.stream().map(Rule::fingerprint).toArray(String[]::new)));
    }
}
