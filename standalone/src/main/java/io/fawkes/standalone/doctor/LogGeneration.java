package io.fawkes.standalone.doctor;

import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import io.fawkes.standalone.storage.Sessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Whether the log's transaction ids were given out by this very server; a database without a log is passed over. */
public final class LogGeneration implements Check {

    private final String service;
    private final PostgresUrl serving;

    /**
     * @param service whose log
     * @param serving its database
     */
    public LogGeneration(String service, PostgresUrl serving) {
        this.service = service;
        this.serving = serving;
    }

    @Override
    public String subject() {
        return "generation of the log of " + service;
    }

    @Override
    public List<Finding> findings() throws SQLException {
        try (var session = Sessions.open(serving, "fawkes-doctor")) {
            return hasLog(session) ? List.of(generation(session)) : List.of();
        }
    }

    private static boolean hasLog(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                ResultSet row = statement.executeQuery(
                        "select to_regprocedure('current_generation()') is not null and to_regclass('fact_log') is not null")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private Finding generation(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_generation(),
                               coalesce((select max(xid) from fact_log where generation = current_generation())
                                          >= pg_snapshot_xmax(pg_current_snapshot()), false)
                        """)) {
            row.next();
            int generation = row.getInt(1);
            return row.wasNull() || row.getBoolean(2)
                    ? new Warning(
                            subject()
                                    + ": the server is not the one that wrote the log; it was restored or failed over",
                            "nothing if that is so: the next write opens a generation, and consumers begin anew")
                    : new Ok("%s: %d, on this server".formatted(subject(), generation));
        }
    }
}
