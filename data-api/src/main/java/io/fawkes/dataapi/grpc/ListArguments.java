package io.fawkes.dataapi.grpc;

import com.google.protobuf.Message;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.filter.ListQuery.Position;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.runtime.rpc.Pages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What any List asks for. A page token carries where the page ended and a digest of what was asked and of that place, so
 * one that belongs to another filter or order, or that somebody wrote, is refused.
 *
 * @param collection what is listed
 * @param listing how it can be listed
 * @param filter as the caller wrote it
 * @param orderBy as the caller wrote it
 * @param size rows on a page
 * @param pageToken as the caller sent it
 */
record ListArguments(String collection, Listing listing, String filter, String orderBy, int size, String pageToken) {

    private static final int DIGEST_DIGITS = 16;

    /** Reads a List request; fails if the page size is negative. */
    static ListArguments of(Message request, String collection, Listing listing) {
        var asked = new RequestFields(request);
        return new ListArguments(
                collection,
                listing,
                asked.text("filter"),
                asked.text("order_by"),
                Pages.size(asked.number("page_size")),
                asked.text("page_token"));
    }

    /** The page, and a row more to know whether another follows. Fails with InvalidField or PAGE_TOKEN_INVALID. */
    ListQuery query(Optional<Set<String>> teams) {
        return new ListQuery(
                listing.condition(filter),
                listing.order(orderBy),
                size + 1,
                Pages.position(pageToken, DataApiStatuses::pageTokenInvalid, this::position),
                teams);
    }

    /** The rows of the page. */
    <T> List<T> rows(List<Listed<T>> read) {
        return Pages.rows(read, size).stream().map(Listed::row).toList();
    }

    /** The token of the next page; empty if this is the last. */
    <T> String next(List<Listed<T>> read) {
        return Pages.next(read, size, last -> token(last.position()));
    }

    /** The token of the page that begins after {@code position}. */
    String token(Position position) {
        String time = position.time().map(Instant::toString).orElse("");
        return Pages.token(digest(time, position.id()), time, position.id());
    }

    private Position position(List<String> parts) {
        String time = parts.get(1);
        String id = parts.get(2);
        if (!digest(time, id).equals(parts.getFirst())) {
            throw new IllegalArgumentException("a token of another list, filter or order");
        }
        return new Position(time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(time)), id);
    }

    private String digest(String time, String id) {
        String asked = String.join("\0", collection, filter, orderBy, time, id);
        return Bytes.of(asked.getBytes(StandardCharsets.UTF_8)).sha256().hex().substring(0, DIGEST_DIGITS);
    }
}
