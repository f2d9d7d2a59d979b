package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.filter.Condition;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Position;
import io.fawkes.dataapi.domain.filter.Order;
import io.fawkes.dataapi.postgres.ListedTable.Parts;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The statement that reads a page: its rows are found first, in an index's order and no more than the page has, and only
 * those are read whole.
 */
final class ListSql {

    private final ListedTable table;
    private final ListQuery query;
    private final FilterSql filter;

    private ListSql(ListedTable table, ListQuery query) {
        this.table = table;
        this.query = query;
        this.filter = new FilterSql(table);
    }

    static Statement page(Connection connection, ListedTable table, ListQuery query) {
        var sql = new ListSql(table, query);
        String text = sql.text();
        return sql.filter.bind(connection.createStatement(text));
    }

    private String text() {
        String found = PartedCondition.of(table, query.condition())
                .map(this::ofParts)
                .orElseGet(() -> rows(query.condition(), ""));
        return table.whole()
                .map(whole -> whole.apply(found) + inOrder("row_time", "row_id"))
                .orElse(found);
    }

    /** Each part in the order of its index and no further than a page, however many parts and rows there are. */
    private String ofParts(PartedCondition parted) {
        Parts parts = parted.parts(filter);
        return "select p.* from (%s) part cross join lateral (%s) p%s limit %d"
                .formatted(
                        parts.from(),
                        rows(parted.rest(), " and " + parts.joined()),
                        inOrder("p.row_time", "p.row_id"),
                        query.limit());
    }

    private String rows(Condition condition, String further) {
        Optional<String> time = time();
        return "select " + table.columns()
                + ", " + time.map(sql -> "nullif(" + sql + ", 'infinity')").orElse("null::timestamptz") + " as row_time"
                + ", " + table.id() + "::text as row_id from " + table.from()
                + " where " + filter.sql(condition) + further + after() + ofTeams()
                + inOrder(time.orElse("row_time"), table.id())
                + " limit " + query.limit();
    }

    /** No time is behind every time; in SQL it stands there by itself. */
    private String inOrder(String time, String id) {
        String direction = query.order().descending() ? " desc" : "";
        return " order by " + time().map(_ -> time + direction + ", ").orElse("") + id + direction;
    }

    private Optional<String> time() {
        return Optional.ofNullable(table.times().get(query.order().path()));
    }

    private String ofTeams() {
        return query.teams()
                .flatMap(teams -> table.team()
                        .map(team -> " and " + team + " = any(" + filter.bound(teams.toArray(String[]::new)) + ")"))
                .orElse("");
    }

    private String after() {
        return query.after().map(this::after).orElse("");
    }

    private String after(Position position) {
        Order order = query.order();
        String comparison = order.descending() ? " < " : " > ";
        String id = filter.bound(position.id()) + "::text::" + table.idType();
        return time().map(sql -> " and (" + sql + ", " + table.id() + ")" + comparison + "(" + instant(position) + ", "
                        + id + ")")
                .orElseGet(() -> " and " + table.id() + comparison + id);
    }

    private String instant(Position position) {
        return position.time()
                .map(time -> filter.bound(time.atOffset(ZoneOffset.UTC)))
                .orElse("'infinity'::timestamptz");
    }
}
