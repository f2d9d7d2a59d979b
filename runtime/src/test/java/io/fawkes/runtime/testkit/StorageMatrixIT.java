package io.fawkes.runtime.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The storage contract on every PostgreSQL that can be had here: the newest embedded, and images where an engine answers. */
@Tag("full")
final class StorageMatrixIT {
    private static final String IMAGES = "fawkes.test.postgres.images";
    private static final String CONTRACT = "(Database|LeaseContract|OutboxContract|Migrations)IT";

    @ParameterizedTest
    @MethodSource("servers")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void storageKeepsItsContract(Map<String, String> server) {
        var run = TestRun.of("io.fawkes.runtime.postgres", CONTRACT, server);

        assertEquals(List.of(), run.failures());
        assertEquals(0, run.skipped());
        assertTrue(run.summary().getTestsSucceededCount() > 0, "the contract has tests");
    }

    private static Stream<Map<String, String>> servers() {
        var embedded = Map.of(ServerMode.PROPERTY, "program");
        return Stream.concat(Stream.of(embedded), ServerMode.engineAnswers() ? containers() : Stream.empty());
    }

    private static Stream<Map<String, String>> containers() {
        return Stream.of(System.getProperty(IMAGES, SharedPostgres.OLDEST).split(","))
                .map(image -> Map.of(ServerMode.PROPERTY, "container", SharedPostgres.IMAGE, image));
    }
}
