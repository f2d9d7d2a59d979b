package io.fawkes.standalone.storage;

import io.fawkes.runtime.postgres.PostgresUrl;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A service's own database and its two ways in.
 *
 * @param serving as the role that reads and writes rows
 * @param migration as the role that owns the schema
 */
public record ServiceDatabase(PostgresUrl serving, PostgresUrl migration) {

    /**
     * The database {@code fawkes_<service>} with its roles {@code fawkes_<service>} and {@code fawkes_<service>_owner}.
     *
     * @param administration says which server
     * @param secrets the password of a role
     */
    static ServiceDatabase of(PostgresUrl administration, String service, UnaryOperator<String> secrets) {
        String name = "fawkes_" + service.replace('-', '_').toLowerCase(Locale.ROOT);
        return new ServiceDatabase(
                entry(administration, name, name, secrets), entry(administration, name, name + "_owner", secrets));
    }

    private static PostgresUrl entry(
            PostgresUrl administration, String database, String role, UnaryOperator<String> secrets) {
        return new PostgresUrl(
                administration.host(),
                administration.port(),
                database,
                role,
                secrets.apply(role),
                administration.sslMode());
    }
}
