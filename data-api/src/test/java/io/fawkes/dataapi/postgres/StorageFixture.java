package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The storage on a real database, and facts to put into it. */
final class StorageFixture {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private StorageFixture() {}

    static PostgresStorage open(TestDatabase database) {
        return Await.value(PostgresStorage.open(database.config(), OpenTelemetry.noop(), StorageFixture::now));
    }

    /** As precise as PostgreSQL keeps it. */
    private static Instant now() {
        return InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
    }

    static Delivery delivery() {
        return new Delivery(
                UUID.randomUUID(),
                "github",
                "deployment",
                UUID.randomUUID().toString(),
                now(),
                Delivery.Outcome.ACCEPTED,
                Optional.empty(),
                "",
                List.of(),
                Map.of("x-github-event", "deployment"),
                Bytes.of(new byte[] {1, 2, 3}),
                3);
    }

    static Revision deployment(String id, long revision) {
        return Revision.of(new FactKey("github", "deployments/" + id), FactKind.DEPLOYMENT, revision, NOON)
                .with(DeploymentFields.SOURCE_KEY, new SourceKey(SourceKey.GITHUB, "Octo/Shop"))
                .with(DeploymentFields.ENVIRONMENT, "production")
                .with(DeploymentFields.VERSION, "sha-" + id)
                .with(DeploymentFields.CREATE_TIME, NOON.plusSeconds(revision))
                .with(
                        DeploymentFields.STATUS_CHANGES.at("s" + revision),
                        new StatusChange(RolloutStatus.SUCCEEDED, NOON.plusSeconds(revision)));
    }
}
