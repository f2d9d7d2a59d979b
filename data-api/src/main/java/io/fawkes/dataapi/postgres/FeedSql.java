package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedFilter;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;

/**
 * The statement that reads a page of the log as one row: its messages one behind the other, with their lengths. A row a
 * fact costs the driver more than the fact costs PostgreSQL.
 *
 * <p>Everything is read by one snapshot, whose horizon bounds it. The time is the statement's, which is before the snapshot's.
 */
final class FeedSql {

    private static final String ROWS = """
            select l.generation, l.xid, l.seq, l.message
            from fact_log l
            where (l.generation, l.xid, l.seq) > ($1, $2::text::xid8, $3)
              and (l.generation < (select generation from head) or l.xid < (select horizon from head))
            """;

    private static final String IN_ORDER = " order by l.generation, l.xid, l.seq limit " + FeedPage.LARGEST + "\n";

    private static final String KINDS = "unnest($4::smallint[])";

    private static final String CLAIMS = """
            (select key, value from claim where service = $4 union all select '', $4)
            """;

    private FeedSql() {}

    static Statement page(Connection connection, FeedCursor cursor, FeedFilter filter) {
        Statement statement = connection
                .createStatement("""
                    with head as materialized (
                      select g.generation, pg_snapshot_xmin(pg_current_snapshot()) as horizon
                      from (select current_generation() as generation) g
                      where g.generation is not null),
                    page as materialized (%s)
                    select h.generation, statement_timestamp() as read_at,
                           exists (select from fact_log l where l.generation = h.generation and l.xid >= h.horizon) as beyond_horizon,
                           p.last, p.lengths, p.messages
                    from head h cross join (
                      select (array_agg(generation || ' ' || xid || ' ' || seq order by generation desc, xid desc, seq desc))[1] as last,
                             string_agg(int4send(octet_length(message)), ''::bytea order by generation, xid, seq) as lengths,
                             string_agg(message, ''::bytea order by generation, xid, seq) as messages
                      from page) p
                    """.formatted(rows(filter)))
                .bind("$1", cursor.generation())
                .bind("$2", Long.toUnsignedString(cursor.xid()))
                .bind("$3", cursor.seq());
        filter.service().ifPresent(service -> statement.bind("$4", service));
        if (!filter.kinds().isEmpty()) {
            statement.bind(filter.service().isPresent() ? "$5" : "$4", codes(filter));
        }
        return statement;
    }

    private static String rows(FeedFilter filter) {
        if (filter.service().isPresent()) {
            String kinds = filter.kinds().isEmpty() ? "" : " and l.kind = any($5::smallint[])";
            return parts(CLAIMS, " and l.claim_key = part.key and l.claim_value = part.value" + kinds);
        }
        return filter.kinds().isEmpty() ? ROWS + IN_ORDER : parts(KINDS, " and l.kind = part");
    }

    /** Each part is read in order from its index and no further than a page, however many parts there are. */
    private static String parts(String parts, String condition) {
        return "select l.* from %s part cross join lateral (%s) l%s"
                .formatted(parts, ROWS + condition + IN_ORDER, IN_ORDER);
    }

    private static Short[] codes(FeedFilter filter) {
        return filter.kinds().stream()
                .map(FactKind::code)
                .map(Integer::shortValue)
                .toArray(Short[]::new);
    }
}
