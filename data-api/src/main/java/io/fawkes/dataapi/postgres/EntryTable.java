package io.fawkes.dataapi.postgres;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.catalog.Entry;
import io.fawkes.dataapi.domain.catalog.EntryChange;
import io.fawkes.dataapi.domain.catalog.EntryKind;
import io.fawkes.dataapi.domain.fact.CalendarFields;
import io.fawkes.dataapi.domain.fact.PolicyFields;
import io.fawkes.dataapi.domain.fact.ServiceDependency;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.SurveyFields;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * The rows by which entries of one kind are found and listed; the entry itself is in its fact.
 *
 * @param kind the kind
 * @param table its table
 * @param columns what a row holds besides id and times
 */
record EntryTable(EntryKind kind, String table, List<EntryColumn> columns) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final EntryTable SERVICES = new EntryTable(
            EntryKind.SERVICE,
            "service",
            List.of(
                    EntryColumn.text(ServiceFields.DISPLAY_NAME),
                    EntryColumn.text(ServiceFields.TEAM),
                    EntryColumn.text(ServiceFields.TIER),
                    EntryColumn.text(ServiceFields.TIME_ZONE),
                    EntryColumn.text(ServiceFields.LIFECYCLE),
                    EntryColumn.text(ServiceFields.SYSTEM),
                    EntryColumn.text(ServiceFields.CALENDAR),
                    EntryColumn.text(ServiceFields.POLICY),
                    EntryColumn.text(ServiceFields.CATALOG_SOURCE),
                    EntryColumn.text(ServiceFields.CATALOG_ENTITY),
                    EntryColumn.texts(
                            "production_environments",
                            "production_environments",
                            entry -> entry.list(ServiceFields.PRODUCTION_ENVIRONMENTS, String.class).stream()),
                    EntryColumn.texts(
                            "claim_keys",
                            "source_keys.key",
                            entry -> claims(entry).stream().map(SourceKey::key)),
                    EntryColumn.texts(
                            "claim_values",
                            "source_keys.value",
                            entry -> claims(entry).stream().map(SourceKey::value)),
                    EntryColumn.texts(
                            "dependencies",
                            "dependencies.service",
                            entry -> entry.list(ServiceFields.DEPENDENCIES, ServiceDependency.class).stream()
                                    .map(ServiceDependency::service))));

    private static final EntryTable CALENDARS = new EntryTable(
            EntryKind.CALENDAR,
            "calendar",
            List.of(
                    EntryColumn.text(CalendarFields.DISPLAY_NAME),
                    EntryColumn.text(CalendarFields.TIME_ZONE),
                    EntryColumn.text(CalendarFields.HOLIDAY_COUNTRY)));

    private static final EntryTable POLICIES = new EntryTable(
            EntryKind.POLICY,
            "policy",
            List.of(
                    EntryColumn.text(PolicyFields.DISPLAY_NAME),
                    EntryColumn.text(PolicyFields.SUBJECT),
                    EntryColumn.text(PolicyFields.TIME_ZONE),
                    EntryColumn.text(PolicyFields.CALENDAR),
                    EntryColumn.text(PolicyFields.LEVEL_POLICY)));

    private static final EntryTable SURVEY_ANSWERS = new EntryTable(
            EntryKind.SURVEY_ANSWER,
            "survey_answer",
            List.of(EntryColumn.text(SurveyFields.TEAM), EntryColumn.time("answered_at", SurveyFields.ANSWER_TIME)));

    static EntryTable of(EntryKind kind) {
        return switch (kind) {
            case SERVICE -> SERVICES;
            case CALENDAR -> CALENDARS;
            case POLICY -> POLICIES;
            case SURVEY_ANSWER -> SURVEY_ANSWERS;
        };
    }

    static List<SourceKey> claims(Entry service) {
        return service.list(ServiceFields.SOURCE_KEYS, SourceKey.class);
    }

    /** The rows as lists read them, each with its fact. */
    ListedTable listed() {
        Map<String, ListedTable.Field> fields = new HashMap<>();
        columns.forEach(column -> fields.put(column.path(), column.listed()));
        fields.put("name", ListedTable.Field.of("('" + kind.collection() + "' || s.id)"));
        fields.put("create_time", ListedTable.Field.of("s.created_at"));
        fields.put("delete_time", ListedTable.Field.of("s.deleted_at"));
        return new ListedTable(
                "f.*",
                table + " s join fact f on f.source = 'catalog' and f.source_id = " + sourceId(),
                "s.id",
                "text",
                fields,
                times(),
                Optional.empty());
    }

    private Map<String, String> times() {
        Map<String, String> times = new HashMap<>(Map.of("create_time", "s.created_at"));
        columns.stream()
                .filter(column -> column.holds() == EntryColumn.Holds.TIME)
                .forEach(column -> times.put(column.path(), "s." + column.name()));
        return times;
    }

    private String sourceId() {
        return kind == EntryKind.SERVICE ? "s.id" : "'" + kind.collection() + "' || s.id";
    }

    /** Adds an empty row; fails with UniqueViolation if there is one. */
    Mono<Long> inserted(Connection transaction, Entry entry) {
        return Sql.updated(transaction
                .createStatement("insert into " + table + " (id, created_at) values ($1, $2)")
                .bind("$1", entry.id())
                .bind("$2", entry.createdAt().atOffset(ZoneOffset.UTC)));
    }

    /** Locks the row, so that two changes of one entry follow each other; empty if there is none. */
    Mono<Boolean> locked(Connection transaction, String id) {
        return Sql.row(
                transaction
                        .createStatement("select id from " + table + " where id = $1 for update")
                        .bind("$1", id),
                _ -> true);
    }

    /** Whether there is one of that id that is not deleted. */
    Mono<Boolean> exists(Connection transaction, String id) {
        return Sql.row(
                        transaction
                                .createStatement("select id from " + table + " where id = $1 and deleted_at is null")
                                .bind("$1", id),
                        _ -> true)
                .defaultIfEmpty(false);
    }

    /** Fills the row. */
    Mono<Long> updated(Connection transaction, EntryChange change) {
        String names = columns.stream().map(EntryColumn::name).collect(Collectors.joining(", "));
        return Sql.updated(transaction
                .createStatement("update " + table + " set (" + names + ", deleted_at) = (select " + names
                        + ", deleted_at from jsonb_populate_record(null::" + table
                        + ", $2::text::jsonb)) where id = $1")
                .bind("$1", change.entry().id())
                .bind("$2", row(change)));
    }

    private String row(EntryChange change) {
        ObjectNode row = JSON.objectNode();
        columns.forEach(column -> column.put(row, change.entry()));
        change.deletedAt().map(Instant::toString).ifPresent(time -> row.put("deleted_at", time));
        return row.toString();
    }
}
