package io.fawkes.alerting;

import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration file that changes while a process starts. */
class FileWatchTest {

    private static final String ROUTES = "route: {receiver: %s}\nreceivers: [{name: main}, {name: dba}]\n";

    private final Path file;

    FileWatchTest(@TempDir Path folder) {
        this.file = folder.resolve("alertmanager.yml");
    }

    @Test
    void whatChangesBetweenTheStartAndTheFirstLookIsNoticed() throws IOException {
        Files.writeString(file, ROUTES.formatted("main"));
        var config = new CurrentConfig(AlertingConfig.from(Settings.of(Map.of(
                "FAWKES_POSTGRES_URL",
                "postgresql://fawkes:secret@localhost:5432/unused",
                "FAWKES_ALERTMANAGER_CONFIG",
                file.toString()))));
        Files.writeString(file, ROUTES.formatted("dba"));

        FileWatch watch = FileWatch.start(config);
        Await.until("read again", () -> config.get().shown().contains("receiver: dba"));
        watch.close();
    }
}
