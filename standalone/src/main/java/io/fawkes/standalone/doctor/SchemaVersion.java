package io.fawkes.standalone.doctor;

import io.fawkes.runtime.postgres.Migrations;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.runtime.postgres.SchemaMismatch;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import java.util.List;
import java.util.Objects;

/** Whether a service's database has the schema that this build expects; nothing is migrated. */
public final class SchemaVersion implements Check {

    private final String service;
    private final PostgresUrl serving;

    /**
     * @param service whose migrations
     * @param serving its database, as the role that may not migrate
     */
    public SchemaVersion(String service, PostgresUrl serving) {
        this.service = service;
        this.serving = serving;
    }

    @Override
    public String subject() {
        return "schema of " + service;
    }

    @Override
    public List<Finding> findings() {
        try {
            Migrations.of(PostgresConfig.of("fawkes-doctor", serving, null), service)
                    .run()
                    .block();
            return List.of(new Ok(subject() + ": every migration of this build is applied"));
        } catch (SchemaMismatch other) {
            return List.of(new Failure(
                    Objects.requireNonNull(other.getMessage()),
                    "start the mesh again: it migrates; a version above the expected one needs a newer build"));
        }
    }
}
