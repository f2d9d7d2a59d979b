package io.fawkes.dataapi.domain.backfill;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Facts as they stand. Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use. */
public interface ToldFacts {

    /** The facts of {@code keys} that were ever told of. */
    Mono<Map<FactKey, FactState>> known(Set<FactKey> keys);

    /** Merges {@code revisions}, in transactions of a few hundred; answers how many facts were new or changed. */
    Mono<Long> tell(List<Revision> revisions, Instant now);
}
