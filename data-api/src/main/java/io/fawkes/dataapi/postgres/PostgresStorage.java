package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.audit.AuditLog;
import io.fawkes.dataapi.domain.backfill.Backfills;
import io.fawkes.dataapi.domain.backfill.ToldFacts;
import io.fawkes.dataapi.domain.fact.FactBatches;
import io.fawkes.dataapi.domain.fact.Shape;
import io.fawkes.dataapi.domain.feed.FactLog;
import io.fawkes.dataapi.domain.history.FactHistory;
import io.fawkes.dataapi.domain.imports.Imports;
import io.fawkes.dataapi.domain.inbox.Inbox;
import io.fawkes.dataapi.domain.people.Erasures;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.fawkes.dataapi.domain.token.ApiTokens;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Migrations;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.opentelemetry.api.OpenTelemetry;
import java.time.InstantSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * data-api's database: the ports of its facts over one pool, its catalog's, and its upkeep. Closed after everything that uses
 * them.
 */
public final class PostgresStorage implements AutoCloseable {

    private static final String SERVICE = "data-api";

    private final Database database;
    private final Generations generations;
    private final CommitHints hints;
    private final PostgresUpkeep upkeep;
    private final FactWriter facts = new FactWriter();
    private final Requests requests = new Requests();
    private final InstantSource clock;

    private PostgresStorage(PostgresConfig config, OpenTelemetry telemetry, InstantSource clock) {
        this.database = Database.open(config, telemetry);
        this.generations = new Generations(database);
        this.hints = CommitHints.start(database);
        this.clock = clock;
        this.upkeep = PostgresUpkeep.start(
                database, telemetry, new ErasureWork(generations, hints, new ErasedFacts(facts, clock)));
    }

    /** Migrates or verifies the schema, opens the pool, and begins a new generation if the server changed. */
    public static Mono<PostgresStorage> open(PostgresConfig config, OpenTelemetry telemetry, InstantSource clock) {
        return Migrations.of(config, SERVICE)
                .run()
                .then(Mono.fromSupplier(() -> new PostgresStorage(config, telemetry, clock)))
                .flatMap(storage -> storage.generations
                        .open()
                        .thenReturn(storage)
                        .onErrorResume(failure -> storage.failed(failure)));
    }

    /** Closes, which waits, where waiting is allowed; what failed first is what is told. */
    private <T> Mono<T> failed(Throwable failure) {
        return Mono.<T>fromRunnable(this::close)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(second -> {
                    failure.addSuppressed(second);
                    return Mono.empty();
                })
                .then(Mono.error(failure));
    }

    /** The inbox. */
    public Inbox inbox() {
        return new PostgresInbox(database, generations, facts, hints);
    }

    /** Where facts are written in bulk. */
    public FactBatches batches() {
        return new PostgresFactBatches(generations, facts, hints, clock);
    }

    /** The log. */
    public FactLog log() {
        return new PostgresFactLog(generations, hints);
    }

    /** The log as it was. */
    public FactHistory history() {
        return new PostgresHistory(database);
    }

    /** The catalog. */
    public PostgresCatalogs catalogs() {
        return new PostgresCatalogs(
                new PostgresCatalog(database, generations, facts, requests, hints), new PostgresCatalogSyncs(database));
    }

    /** What keeps it as it should be. */
    public PostgresUpkeep upkeep() {
        return upkeep;
    }

    /** The facts of one shape. */
    public ReportedFacts facts(Shape shape) {
        return new PostgresReportedFacts(FactList.of(shape), database, generations, facts, requests, hints, clock);
    }

    /** The audit log. */
    public AuditLog audit() {
        return new PostgresAuditLog(database);
    }

    /** API tokens. */
    public ApiTokens apiTokens() {
        return new PostgresApiTokens(database);
    }

    /** Erasures of people. */
    public Erasures erasures() {
        return new PostgresErasures(database);
    }

    /** Files of facts. */
    public Imports imports() {
        return new PostgresImports(database, generations, facts, hints, clock);
    }

    /** Backfills. */
    public Backfills backfills() {
        return new PostgresBackfills(database, generations, facts, hints);
    }

    /** The facts as they stand. */
    public ToldFacts told() {
        return new PostgresToldFacts(database, generations, facts, hints);
    }

    /** Completes when the database answers. */
    public Mono<Void> ping() {
        return database.ping();
    }

    @Override
    public void close() {
        upkeep.close();
        hints.close();
        database.close();
    }
}
