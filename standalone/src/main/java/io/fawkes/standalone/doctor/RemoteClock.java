package io.fawkes.standalone.doctor;

import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.standalone.storage.Sessions;
import java.net.URI;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A clock of another machine, as far as it can be read. */
@FunctionalInterface
public interface RemoteClock {

    /** What it shows now. */
    Reading read() throws Exception;

    /** PostgreSQL's, exact. */
    static RemoteClock ofDatabase(PostgresUrl url) {
        return () -> {
            try (var session = Sessions.open(url, "fawkes-doctor");
                    var statement = session.createStatement();
                    ResultSet row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                var shown = row.getObject(1, OffsetDateTime.class).toInstant();
                return new Reading(shown, shown);
            }
        };
    }

    /** That of an HTTP server, by the header {@code Date}: whole seconds, cut off. */
    static RemoteClock ofHttp(URI uri) {
        return () -> {
            var date = Web.get(uri)
                    .headers()
                    .firstValue("date")
                    .orElseThrow(() -> new IllegalStateException("no Date in the answer of " + uri));
            var shown = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return new Reading(shown, shown.plusSeconds(1));
        };
    }

    /**
     * What a clock showed.
     *
     * @param earliest it may have meant
     * @param latest it may have meant
     */
    record Reading(Instant earliest, Instant latest) {}
}
