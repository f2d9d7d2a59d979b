package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Shape;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.dataapi.domain.report.FactListings;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * The table by which facts of one kind are found and listed; the facts themselves stay in their rows of {@code fact}. Every
 * field that a list can be filtered by has a column, called as the field's path is.
 *
 * @param table its name
 * @param shape what it lists
 * @param listing how it is listed
 */
record FactList(String table, Shape shape, Listing listing) {

    static final List<FactList> ALL = Shape.ALL.stream().map(FactList::of).toList();

    private static final List<String> FOR_ALL = List.of("claim_key", "claim_value", "started_at");

    static FactList of(Shape shape) {
        return new FactList(shape.kind().name().toLowerCase(Locale.ROOT), shape, FactListings.of(shape));
    }

    /** The fields that have a column of their own. */
    List<FilterField> own() {
        return listing.fields().all().stream()
                .filter(field -> !isForAll(field.path()))
                .toList();
    }

    private boolean isForAll(String path) {
        return switch (path) {
            case FactListings.NAME, FactListings.SERVICE, FactListings.CLAIM_KEY, FactListings.CLAIM_VALUE -> true;
            default -> path.equals(began());
        };
    }

    private String began() {
        return listing.times().getFirst();
    }

    static String column(String path) {
        return path.replace('.', '_');
    }

    /** Writes the rows of those of {@code changed} that this list holds. */
    Mono<Long> upserted(Connection transaction, List<FactState> changed) {
        List<FactState> mine =
                changed.stream().filter(state -> state.kind() == shape.kind()).toList();
        return mine.isEmpty() ? Mono.just(0L) : written(transaction, mine);
    }

    private Mono<Long> written(Connection transaction, List<FactState> states) {
        return Sql.updated(transaction
                .createStatement("""
                        insert into %1$s select * from json_populate_recordset(null::%1$s, $1::text::json)
                        on conflict (id) do update set %2$s
                        """.formatted(table, assignments()))
                .bind("$1", new FactRows(this).of(states)));
    }

    private String assignments() {
        return java.util.stream.Stream.concat(FOR_ALL.stream(), own().stream().map(field -> column(field.path())))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
    }

    /** As lists read it, with the service that claims each fact today. */
    ListedTable listed() {
        Map<String, ListedTable.Field> fields = new HashMap<>();
        own().forEach(field -> fields.put(field.path(), ListedTable.Field.of("l." + column(field.path()))));
        fields.put(began(), ListedTable.Field.of("l.started_at"));
        fields.put(FactListings.NAME, ListedTable.Field.of(name()));
        fields.put(FactListings.SERVICE, new ClaimingService());
        fields.put(FactListings.CLAIM_KEY, ListedTable.Field.of("nullif(l.claim_key, '')"));
        fields.put(FactListings.CLAIM_VALUE, ListedTable.Field.of("nullif(l.claim_value, '')"));
        return new ListedTable(
                "l.source, l.source_id, " + name() + " as name, " + ClaimingService.SQL
                        + " as service, coalesce(s.team, '') as team",
                table + """
                         l
                        left join claim c on c.key = l.claim_key and c.value = l.claim_value
                        left join service s on s.id = c.service
                        """,
                "l.id",
                "text",
                fields,
                times(),
                Optional.of("s.team"),
                Optional.of(FactList::whole));
    }

    /**
     * The fact itself is read for the rows of a page, and for no other that was looked at on the way. The limit keeps
     * PostgreSQL from joining, which it would do over all facts: it counts the partitions that it will not look into.
     */
    static String whole(String found) {
        return """
                select found.*, f.message
                from (%s) found
                cross join lateral (select message from fact f
                                    where f.source = found.source and f.source_id = found.source_id
                                    limit 1) f
                """.formatted(found);
    }

    private String name() {
        return "('" + shape.kind().collection() + "/' || l.id)";
    }

    private Map<String, String> times() {
        return listing.times().stream()
                .collect(Collectors.toUnmodifiableMap(
                        path -> path,
                        path -> path.equals(began()) ? "l.started_at" : ListedTable.time("l." + column(path))));
    }

    /** The service by its claims: whose rows are asked for is known before any row is read. */
    private record ClaimingService() implements ListedTable.Field {

        private static final String COLLECTION = "services/";
        private static final String SQL = "coalesce('services/' || c.service, 'services/-')";

        @Override
        public String sql() {
            return SQL;
        }

        @Override
        public String is(String marker, String text) {
            return text.equals(AttributedFact.UNCLAIMED)
                    ? sql() + " = " + marker
                    : "(l.claim_key, l.claim_value) in (" + claims(marker) + ")";
        }

        @Override
        public boolean hasParts(String text) {
            return text.startsWith(COLLECTION) && !text.equals(AttributedFact.UNCLAIMED);
        }

        @Override
        public ListedTable.Parts parts(String marker) {
            return new ListedTable.Parts(claims(marker), "l.claim_key = part.key and l.claim_value = part.value");
        }

        /** Of a text that names no service there are none. */
        private static String claims(String marker) {
            return "select key, value from claim where service = substr(%1$s, %2$d) and starts_with(%1$s, '%3$s')"
                    .formatted(marker, COLLECTION.length() + 1, COLLECTION);
        }
    }
}
