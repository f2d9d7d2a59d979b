package io.fawkes.anomaly.domain.sample;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where samples come from.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use. Whatever goes wrong is a
 * {@link SourceFailure}.
 */
public interface SampleSource {

    /** Which times can be asked about now. */
    Mono<Extent> extent();

    /**
     * The series that the query's expression has in its window, each once, in any order. A series has no sample for a time
     * at which it had no value. An answer is whole or an error, but series may be delivered before that is known.
     */
    Flux<SeriesSamples> range(SampleQuery query);
}
