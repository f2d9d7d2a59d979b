package io.fawkes.dataapi.domain.catalog;

import reactor.core.publisher.Mono;

/** A catalog that lives elsewhere. Publishers do nothing until subscribed and may be subscribed again. */
public interface FollowedCatalog {

    /** {@code catalogSources/{source}}. */
    String name();

    /** What is read, for people. */
    String uri();

    /** All of it; empty if it is as it was when last read, an error with a text for people if it cannot be read. */
    Mono<CatalogReading> read();

    /** Forgets how it was when last read, since nothing, or not everything, came of it. */
    void forget();
}
