package io.fawkes.standalone.doctor;

import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import io.fawkes.standalone.storage.Sessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an open transaction holds back the feed: a fact is handed out once every transaction that began to write before
 * its own has ended, whatever database of the server that one is in.
 */
public final class DatabaseHorizon implements Check {

    private static final int LONG_MEANS_FAILURE = 10;
    private static final String HOLDERS = """
            select coalesce(datname, '?') as database,
                   'pid ' || pid as session,
                   coalesce(nullif(application_name, ''), 'unnamed') || ' as ' || coalesce(usename, '?') as who,
                   extract(epoch from clock_timestamp() - xact_start) as seconds,
                   'select pg_terminate_backend(' || pid || ')' as ending
            from pg_stat_activity
            where backend_xid is not null and pid <> pg_backend_pid()
            union all
            select database, 'prepared transaction ' || gid, owner,
                   extract(epoch from clock_timestamp() - prepared),
                   'rollback prepared ''' || gid || ''''
            from pg_prepared_xacts
            order by seconds desc nulls first
            """;
    private static final String OPEN_IDS = """
            select pg_snapshot_xmax(pg_current_snapshot())::text::numeric
                     - pg_snapshot_xmin(pg_current_snapshot())::text::numeric
            """;

    private final PostgresUrl administration;
    private final Duration tolerated;

    /**
     * @param administration the server, as a role that sees all sessions
     * @param tolerated how long a transaction may write
     */
    public DatabaseHorizon(PostgresUrl administration, Duration tolerated) {
        this.administration = administration;
        this.tolerated = tolerated;
    }

    @Override
    public String subject() {
        return "database horizon";
    }

    @Override
    public List<Finding> findings() throws SQLException {
        try (var session = Sessions.open(administration, "fawkes-doctor")) {
            var holders = holders(session);
            return holders.isEmpty() ? List.of(new Ok(told(session))) : holders;
        }
    }

    private List<Finding> holders(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                ResultSet row = statement.executeQuery(HOLDERS)) {
            var found = new ArrayList<Finding>();
            while (row.next()) {
                var age = Duration.ofMillis((long) (row.getDouble("seconds") * 1000));
                if (age.compareTo(tolerated) > 0) {
                    found.add(holder(row, age));
                }
            }
            return found;
        }
    }

    private Finding holder(ResultSet row, Duration age) throws SQLException {
        var what = "database horizon: a transaction open for %s holds back the feed (database %s, %s, %s)"
                .formatted(
                        age.truncatedTo(ChronoUnit.SECONDS),
                        row.getString("database"),
                        row.getString("session"),
                        row.getString("who"));
        var remedy = "have it end, or end it in psql at %s: %s".formatted(administration, row.getString("ending"));
        return age.compareTo(tolerated.multipliedBy(LONG_MEANS_FAILURE)) > 0
                ? new Failure(what, remedy)
                : new Warning(what, remedy);
    }

    private String told(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                ResultSet row = statement.executeQuery(OPEN_IDS)) {
            row.next();
            return "database horizon: %d transaction ids behind now, none open for more than %s"
                    .formatted(row.getLong(1), tolerated);
        }
    }
}
