package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.CursorExpired;
import io.fawkes.dataapi.domain.feed.FactLog;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedFilter;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.postgres.Generations.GenerationStale;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the log in the order (generation, xid, seq), up to the horizon: of the current generation only rows of
 * transactions below the oldest that still runs, since nothing can be committed before those any more.
 */
final class PostgresFactLog implements FactLog {

    private final Generations generations;
    private final CommitHints hints;

    PostgresFactLog(Generations generations, CommitHints hints) {
        this.generations = generations;
        this.hints = hints;
    }

    @Override
    public Mono<List<FeedPage>> look(FeedCursor cursor, FeedFilter filter) {
        return generations.read(connection -> Sql.rows(FeedSql.pages(connection, cursor, filter), PostgresFactLog::read)
                .switchIfEmpty(Mono.error(GenerationStale::new))
                .map(read -> read.page(cursor))
                .collectList());
    }

    private static PageRow read(Readable row) {
        return new PageRow(
                Sql.column(row, "generation", Integer.class),
                PostgresInbox.instant(row, "read_at"),
                Boolean.TRUE.equals(row.get("beyond_horizon", Boolean.class)),
                Optional.ofNullable(row.get("last", String.class)),
                facts(row));
    }

    private static List<Bytes> facts(Readable row) {
        byte[] lengths = row.get("lengths", byte[].class);
        byte[] messages = row.get("messages", byte[].class);
        return lengths == null || messages == null
                ? List.of()
                : split(ByteBuffer.wrap(lengths), ByteBuffer.wrap(messages));
    }

    private static List<Bytes> split(ByteBuffer lengths, ByteBuffer messages) {
        List<Bytes> facts = new ArrayList<>(lengths.remaining() / Integer.BYTES);
        while (lengths.hasRemaining()) {
            byte[] fact = new byte[lengths.getInt()];
            messages.get(fact);
            facts.add(Bytes.of(fact));
        }
        return facts;
    }

    /**
     * What a page's row says.
     *
     * @param generation the current one
     * @param beyondHorizon whether something is committed that may yet be preceded; in an empty log nothing is
     * @param last place of the last fact; empty if there is none
     */
    private record PageRow(
            int generation, Instant readAt, boolean beyondHorizon, Optional<String> last, List<Bytes> facts) {

        FeedPage page(FeedCursor asked) {
            if (!asked.isBeginning() && asked.givenIn() != generation) {
                throw new CursorExpired("the database was restored or failed over since it was given");
            }
            boolean full = facts.size() == FeedPage.LARGEST;
            return new FeedPage(facts, next(asked), !full && !beyondHorizon, readAt);
        }

        /** The beginning of an empty log is a place in its generation like any other. */
        private FeedCursor next(FeedCursor asked) {
            return last.map(this::at)
                    .orElseGet(() -> new FeedCursor(generation, asked.generation(), asked.xid(), asked.seq()));
        }

        private FeedCursor at(String place) {
            String[] parts = place.split(" ", -1);
            return new FeedCursor(
                    generation, Integer.parseInt(parts[0]), Long.parseUnsignedLong(parts[1]), Long.parseLong(parts[2]));
        }
    }

    @Override
    public Flux<Long> hints() {
        return hints.hints();
    }
}
