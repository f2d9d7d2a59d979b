package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedFilter;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;

/**
 * The statement that reads the next pages of the log, a row each: its messages one behind the other, with their lengths. A
 * row a fact costs the driver more than the fact costs PostgreSQL, and a statement a page more than the page.
 *
 * <p>Everything is read by one snapshot, whose horizon bounds it. The time is the statement's, which is before the snapshot's.
 */
final class FeedSql {

    /** Pages of one statement: what a reader makes the process hold, at most. */
    static final int PAGES = 4;

    private static final String EVERYTHING = "feed_pages";
    private static final String OF_KINDS = "feed_pages_of_kinds";
    private static final String OF_SERVICE = "feed_pages_of_service";

    private FeedSql() {}

    /** At least one row, which has no messages where there are none. */
    static Statement pages(Connection connection, FeedCursor cursor, FeedFilter filter) {
        Statement statement = connection
                .createStatement("""
                    with head as materialized (
                      select g.generation, pg_snapshot_xmin(pg_current_snapshot()) as horizon
                      from (select current_generation() as generation) g
                      where g.generation is not null)
                    select h.generation, statement_timestamp() as read_at,
                           (select l.xid from fact_log l where l.generation = h.generation
                            order by l.generation desc, l.xid desc, l.seq desc limit 1) >= h.horizon as beyond_horizon,
                           p.last, p.lengths, p.messages
                    from head h
                    left join lateral %s($1, $2::text::xid8, $3, h.generation, h.horizon, $4::smallint[], $5::text, %d, %d) p
                           on true
                    order by p.page
                    """.formatted(source(filter), PAGES, FeedPage.LARGEST))
                .bind("$1", cursor.generation())
                .bind("$2", Long.toUnsignedString(cursor.xid()))
                .bind("$3", cursor.seq());
        return ofService(ofKinds(statement, filter), filter);
    }

    private static String source(FeedFilter filter) {
        if (filter.service().isPresent()) {
            return OF_SERVICE;
        }
        return filter.kinds().isEmpty() ? EVERYTHING : OF_KINDS;
    }

    private static Statement ofKinds(Statement statement, FeedFilter filter) {
        return filter.kinds().isEmpty() ? statement.bindNull("$4", Short[].class) : statement.bind("$4", codes(filter));
    }

    private static Statement ofService(Statement statement, FeedFilter filter) {
        return filter.service()
                .map(service -> statement.bind("$5", service))
                .orElseGet(() -> statement.bindNull("$5", String.class));
    }

    private static Short[] codes(FeedFilter filter) {
        return filter.kinds().stream()
                .map(FactKind::code)
                .map(Integer::shortValue)
                .toArray(Short[]::new);
    }
}
