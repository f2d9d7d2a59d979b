package io.fawkes.runtime.postgres;

import io.fawkes.runtime.testkit.PostgresServer;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

final class OutageIT {
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @Test
    void isUnavailableWhileTheServerIsDownAndServesAgainWithItsDataAfterwards() {
        try (var server = PostgresServer.launch()) {
            var config = server.createDatabase().config();
            Migrations.of(config, "sample").run().block();
            try (var database = Database.open(config, OpenTelemetry.noop())) {
                database.inTransaction(connection ->
                                Sql.updated(connection.createStatement("insert into note values (1, 'kept')")))
                        .block(GENEROUS);
                fillThePool(database, config.poolSize());

                server.stop();
                StepVerifier.create(database.ping())
                        .expectError(DatabaseUnavailable.class)
                        .verify(GENEROUS);

                server.start();
                StepVerifier.create(database.read(connection -> Sql.row(
                                connection.createStatement("select text from note"),
                                row -> Sql.column(row, "text", String.class))))
                        .expectNext("kept")
                        .expectComplete()
                        .verify(GENEROUS);
            }
        }
    }

    private static void fillThePool(Database database, int size) {
        Flux.range(0, size).flatMap(_ -> database.ping(), size).blockLast(GENEROUS);
    }
}
