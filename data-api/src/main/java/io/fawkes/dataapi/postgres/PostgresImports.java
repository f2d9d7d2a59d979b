package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.ImportExists;
import io.fawkes.dataapi.domain.DataApiException.RequestIdReused;
import io.fawkes.dataapi.domain.DataApiException.UploadOvertaken;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.filter.Condition.Match;
import io.fawkes.dataapi.domain.filter.Condition.Pattern;
import io.fawkes.dataapi.domain.filter.Condition.Target;
import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.imports.Import;
import io.fawkes.dataapi.domain.imports.Imports;
import io.fawkes.dataapi.domain.imports.LineError;
import io.fawkes.dataapi.domain.imports.Step;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Imports as rows. A step locks its import first, so that of two uploads one is told that the other went ahead. */
final class PostgresImports implements Imports {

    private static final FilterField IMPORT = FilterField.of("import", FieldType.TEXT);

    private final Database database;
    private final Lists imports;
    private final Lists errors;
    private final Generations generations;
    private final FactWriter facts;
    private final CommitHints hints;
    private final InstantSource clock;

    PostgresImports(
            Database database, Generations generations, FactWriter facts, CommitHints hints, InstantSource clock) {
        this.database = database;
        this.imports = new Lists(database, "a create_time");
        this.errors = new Lists(database, "fewer fields");
        this.generations = generations;
        this.facts = facts;
        this.hints = hints;
        this.clock = clock;
    }

    @Override
    public Mono<Import> create(Import planned, Optional<RequestId> requestId) {
        return database.inTransaction(transaction -> ImportRows.inserted(transaction, planned, requestId)
                .flatMap(rows -> rows == 1 ? Mono.just(planned) : existing(transaction, planned, requestId)));
    }

    private static Mono<Import> existing(Connection transaction, Import planned, Optional<RequestId> requestId) {
        return Mono.justOrEmpty(requestId)
                .flatMap(request -> made(transaction, request))
                .switchIfEmpty(Mono.error(() -> new ImportExists(planned.name())));
    }

    private record Made(Import made, Bytes payloadHash) {}

    private static Mono<Import> made(Connection transaction, RequestId request) {
        return Sql.row(
                        transaction
                                .createStatement("select * from file_import where request_id = $1")
                                .bind("$1", request.id()),
                        row -> new Made(ImportRows.read(row), Bytes.of(Sql.column(row, "request_hash", byte[].class))))
                .flatMap(found -> found.payloadHash().equals(request.payloadHash())
                        ? Mono.just(found.made())
                        : Mono.error(new RequestIdReused(request.id().toString())));
    }

    @Override
    public Mono<Import> find(String id) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement("select * from file_import where id = $1")
                        .bind("$1", id),
                ImportRows::read));
    }

    @Override
    public Flux<Listed<Import>> list(ListQuery query) {
        return imports.page(ImportRows.IMPORTS, query, ImportRows::read);
    }

    @Override
    public Flux<Listed<LineError>> errors(String id, ListQuery query) {
        var ofImport = new Match(new Target.Text(IMPORT), new Pattern(List.of(id)), true);
        return errors.page(ImportRows.ERRORS, query.and(ofImport), ImportRows::readError);
    }

    @Override
    public Mono<Import> advance(Import from, Step step) {
        return generations
                .write(transaction -> locked(transaction, from)
                        .then(Mono.defer(() -> accepted(transaction, from, step)))
                        .flatMap(accepted -> moved(transaction, from, step, accepted)))
                .doOnNext(_ -> hints.committed());
    }

    private static Mono<Long> locked(Connection transaction, Import from) {
        return Sql.row(
                        transaction
                                .createStatement(
                                        "select bytes from file_import where id = $1 and state = $2 for update")
                                .bind("$1", from.id())
                                .bind("$2", from.state().name()),
                        row -> Sql.column(row, "bytes", Long.class))
                .filter(bytes -> bytes == from.progress().bytes())
                .switchIfEmpty(Mono.error(() -> new UploadOvertaken(from.name())));
    }

    /** How many of the step's resources say something new. */
    private Mono<Integer> accepted(Connection transaction, Import from, Step step) {
        if (from.plan().checkOnly()) {
            return Mono.just(step.resources().size());
        }
        List<Revision> revisions =
                step.resources().stream().flatMap(List::stream).toList();
        return facts.merge(transaction, revisions, from.name(), clock.instant())
                .map(merged -> merged.changed().stream().map(FactState::key).collect(Collectors.toUnmodifiableSet()))
                .map(changed -> news(step.resources(), changed));
    }

    /** A line that says what one before it in the step says is no news, though their fact is. */
    private static int news(List<List<Revision>> resources, Set<FactKey> changed) {
        Set<List<Revision>> seen = new HashSet<>();
        return (int) resources.stream()
                .filter(seen::add)
                .filter(revisions -> revisions.stream().map(Revision::key).anyMatch(changed::contains))
                .count();
    }

    private Mono<Import> moved(Connection transaction, Import from, Step step, int accepted) {
        return refused(transaction, from, step)
                .then(Sql.row(
                        transaction
                                .createStatement("""
                                        update file_import
                                        set state = $2, detail = $3, header = $4, bytes = $5, lines = $6,
                                            accepted = accepted + $7, duplicates = duplicates + $8,
                                            rejected = rejected + $9, updated_at = $10,
                                            finished_at = case when $11 then $10 end
                                        where id = $1
                                        returning *
                                        """)
                                .bind("$1", from.id())
                                .bind("$2", step.state().name())
                                .bind("$3", step.detail())
                                .bind("$4", step.header().toArray(String[]::new))
                                .bind("$5", step.bytes())
                                .bind("$6", step.lines())
                                .bind("$7", (long) accepted)
                                .bind("$8", (long) step.resources().size() - accepted)
                                .bind("$9", (long) step.errors().size())
                                .bind("$10", clock.instant().atOffset(ZoneOffset.UTC))
                                .bind("$11", step.state().isEnd()),
                        ImportRows::read));
    }

    private static Mono<Long> refused(Connection transaction, Import from, Step step) {
        long room = Math.max(0, ERRORS - from.progress().rejected());
        List<LineError> kept = step.errors().stream().limit(room).toList();
        return kept.isEmpty() ? Mono.just(0L) : ImportRows.insertedErrors(transaction, from.id(), kept);
    }
}
