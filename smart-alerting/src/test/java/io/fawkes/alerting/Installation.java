package io.fawkes.alerting;

import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** smart-alerting on one database with a configuration file, started and stopped as the test says; without a data-api. */
final class Installation implements AutoCloseable {

    private final TestDatabase database;
    private final Path file;
    private final Map<String, String> more;
    private @Nullable AlertingServer server;
    private @Nullable Alerting alerting;

    Installation(TestDatabase database, Path folder) {
        this(database, folder, Map.of());
    }

    /** With {@code more} settings. */
    Installation(TestDatabase database, Path folder, Map<String, String> more) {
        this.database = database;
        this.more = more;
        this.file = folder.resolve("alertmanager.yml");
    }

    /** Starts with {@code config} as the configuration file. */
    Alerting start(String config) throws IOException {
        write(config);
        var settings = new HashMap<>(Map.of(
                "FAWKES_SMART_ALERTING_LISTEN",
                "127.0.0.1:0",
                "FAWKES_MANAGEMENT_LISTEN",
                "127.0.0.1:0",
                "FAWKES_POSTGRES_URL",
                database.servingUrl(),
                "FAWKES_POSTGRES_MIGRATION_URL",
                database.migrationUrl(),
                "FAWKES_ALERTMANAGER_CONFIG",
                file.toString(),
                "FAWKES_WEBHOOK_SECRET_ALERTMANAGER",
                Alerting.SECRET));
        settings.putAll(more);
        server = AlertingServer.start(Settings.of(settings));
        alerting = new Alerting(server.address());
        return alerting;
    }

    /** Writes the configuration file anew. */
    void write(String config) throws IOException {
        Files.writeString(file, config);
    }

    void stop() {
        if (alerting != null) {
            alerting.close();
        }
        if (server != null) {
            server.close();
        }
        alerting = null;
        server = null;
    }

    @Override
    public void close() {
        stop();
    }
}
