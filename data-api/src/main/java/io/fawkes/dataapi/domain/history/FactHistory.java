package io.fawkes.dataapi.domain.history;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The log as it was: one position gives the same facts as long as its month is kept. Where it is not, reading ends with
 * AsOfOutOfRange.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface FactHistory {

    /**
     * The last position that was seen at {@code time}. Fails with AsOfOutOfRange if that is less than five seconds ago, by the
     * database's clock, or in a month of the log that has gone.
     */
    Mono<FeedTime> at(Instant time);

    /** The catalog's facts up to {@code position}, each in its highest version. */
    Flux<Bytes> catalog(FeedCursor position);

    /** Facts up to {@code position} that came under {@code keys}, each in its highest version; in no certain order. */
    Flux<Bytes> facts(FeedCursor position, List<SourceKey> keys);
}
