package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.DataApiException.ResourceExists;
import io.fawkes.dataapi.domain.DataApiException.SourceKeyClaimed;
import io.fawkes.dataapi.domain.DataApiException.SubjectTaken;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.catalog.Catalog;
import io.fawkes.dataapi.domain.catalog.Entry;
import io.fawkes.dataapi.domain.catalog.EntryChange;
import io.fawkes.dataapi.domain.catalog.EntryKind;
import io.fawkes.dataapi.domain.catalog.UnmappedSource;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.PolicyFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.postgres.UniqueViolation;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The catalog: a fact for each entry, a row each, and a row for each claim of a service, so that one thing has one owner. */
final class PostgresCatalog implements Catalog {

    private static final String SUBJECTS = "policy_subject";

    private final Database database;
    private final Lists lists;
    private final Lists counts;
    private final Generations generations;
    private final FactWriter facts;
    private final Requests requests;
    private final CommitHints hints;

    PostgresCatalog(
            Database database, Generations generations, FactWriter facts, Requests requests, CommitHints hints) {
        this.database = database;
        this.lists = new Lists(database, "a team or a name");
        this.counts = new Lists(database, "a service for each of the sources that tell most");
        this.generations = generations;
        this.facts = facts;
        this.requests = requests;
        this.hints = hints;
    }

    @Override
    public Mono<FactState> create(Entry entry, Optional<RequestId> requestId) {
        return generations
                .write(transaction -> requests.once(transaction, requestId, entry.key(), created(transaction, entry)))
                .onErrorMap(UniqueViolation.class, taken -> refusal(taken, entry))
                .doOnNext(_ -> hints.committed());
    }

    private static RuntimeException refusal(UniqueViolation taken, Entry entry) {
        return taken.constraint().equals(SUBJECTS)
                ? new SubjectTaken(entry.text(PolicyFields.SUBJECT))
                : new ResourceExists(entry.name());
    }

    private Mono<FactState> created(Connection transaction, Entry entry) {
        return EntryTable.of(entry.kind())
                .inserted(transaction, entry)
                .then(kept(transaction, new EntryChange(entry, Optional.empty()), entry.revision(), entry.createdAt()));
    }

    private Mono<FactState> kept(Connection transaction, EntryChange change, Revision revision, Instant now) {
        Entry entry = change.entry();
        return EntryTable.of(entry.kind())
                .updated(transaction, change)
                .then(referring(transaction, entry))
                .then(entry.kind() == EntryKind.SERVICE ? claimed(transaction, entry) : Mono.empty())
                .then(facts.merge(transaction, List.of(revision), "", now))
                .map(merged -> merged.all().getFirst());
    }

    @Override
    public Mono<FactState> change(EntryKind kind, String id, Instant now, Function<FactState, EntryChange> change) {
        return generations
                .write(transaction -> EntryTable.of(kind)
                        .locked(transaction, id)
                        .flatMap(_ -> fact(transaction, kind, id))
                        .flatMap(before -> changed(transaction, before, change.apply(before), now)))
                .onErrorMap(UniqueViolation.class, _ -> new SubjectTaken("subject of " + kind.collection() + id))
                .doOnNext(_ -> hints.committed());
    }

    private Mono<FactState> changed(Connection transaction, FactState before, EntryChange change, Instant now) {
        return change.equals(EntryChange.of(before))
                ? Mono.just(before)
                : kept(transaction, change, change.revision(before, now), now);
    }

    /** Calendars and policies are named only when they are there; services may be named before they come. */
    private static Mono<Void> referring(Connection transaction, Entry entry) {
        return switch (entry.kind()) {
            case SERVICE ->
                existing(transaction, entry, ServiceFields.CALENDAR, EntryKind.CALENDAR)
                        .then(existing(transaction, entry, ServiceFields.POLICY, EntryKind.POLICY));
            case POLICY -> existing(transaction, entry, PolicyFields.CALENDAR, EntryKind.CALENDAR);
            case CALENDAR, SURVEY_ANSWER -> Mono.empty();
        };
    }

    private static Mono<Void> existing(Connection transaction, Entry entry, Field<String> field, EntryKind named) {
        String name = entry.text(field);
        return name.isEmpty()
                ? Mono.empty()
                : EntryTable.of(named)
                        .exists(transaction, name.substring(named.collection().length()))
                        .flatMap(there -> there ? Mono.empty() : Mono.error(() -> unknown(entry, field, name)));
    }

    private static InvalidField unknown(Entry entry, Field<String> field, String name) {
        return new InvalidField(
                entry.kind().message() + "." + field.path(), name + " (expected: one that is there and not deleted)");
    }

    /** Takes all claims, or fails the transaction because another service has one of them. */
    private static Mono<Void> claimed(Connection transaction, Entry service) {
        List<SourceKey> claims = EntryTable.claims(service);
        return released(transaction, service)
                .then(Sql.updated(transaction
                        .createStatement("""
                        insert into claim (key, value, service)
                        select c.key, c.value, $3 from unnest($1::text[], $2::text[]) as c (key, value)
                        on conflict do nothing
                        """)
                        .bind("$1", claims.stream().map(SourceKey::key).toArray(String[]::new))
                        .bind(
                                "$2",
                                claims.stream().map(SourceKey::canonicalValue).toArray(String[]::new))
                        .bind("$3", service.id())))
                .flatMap(taken -> taken == claims.size() ? Mono.empty() : Mono.error(() -> claimedElsewhere(claims)));
    }

    private static Mono<Long> released(Connection transaction, Entry service) {
        return Sql.updated(transaction
                .createStatement("delete from claim where service = $1")
                .bind("$1", service.id()));
    }

    private static SourceKeyClaimed claimedElsewhere(List<SourceKey> claims) {
        return new SourceKeyClaimed(claims.stream().map(SourceKey::toString).collect(Collectors.joining(", ")));
    }

    @Override
    public Flux<FactState> findAll(EntryKind kind, Set<String> ids) {
        String[] sourceIds = ids.stream().map(id -> kind.key(id).sourceId()).toArray(String[]::new);
        return database.read(connection -> Sql.rows(
                                connection
                                        .createStatement("""
                                select * from fact
                                where source = 'catalog' and source_id = any($1) and kind = $2 and version > 0
                                """)
                                        .bind("$1", sourceIds)
                                        .bind("$2", (short) kind.kind().code()),
                                FactWriter::state)
                        .collectList())
                .flatMapIterable(rows -> rows);
    }

    @Override
    public Mono<FactState> find(EntryKind kind, String id) {
        return database.read(connection -> fact(connection, kind, id));
    }

    private static Mono<FactState> fact(Connection connection, EntryKind kind, String id) {
        Statement statement = connection.createStatement(
                "select * from fact where source = 'catalog' and source_id = $1 and kind = $2 and version > 0");
        return Sql.row(
                statement.bind("$1", kind.key(id).sourceId()).bind("$2", (short)
                        kind.kind().code()),
                FactWriter::state);
    }

    @Override
    public Flux<Listed<FactState>> list(EntryKind kind, ListQuery query) {
        return lists.page(EntryTable.of(kind).listed(), query, FactWriter::state);
    }

    @Override
    public Flux<UnmappedSource> unmapped(int limit) {
        return counts.limited(transaction -> UnmappedSql.latest(transaction, limit));
    }
}
