package io.fawkes.standalone.storage;

import io.fawkes.runtime.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/** Sessions with PostgreSQL for what is asked once, not served: making databases, and looking at them. */
public final class Sessions {

    private Sessions() {}

    /**
     * Enters {@code url}; the caller closes the session.
     *
     * @param application what {@code pg_stat_activity} calls it
     */
    public static Connection open(PostgresUrl url, String application) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", url.user());
        properties.setProperty("password", url.password());
        properties.setProperty(
                "sslmode", url.sslMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("ApplicationName", application);
        var host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(host, url.port(), url.database()), properties);
    }
}
