package io.fawkes.insights.domain;

import reactor.core.publisher.Flux;

/** Every fact that was ever kept, and from then on every new one. */
public interface FactFeed {
    /**
     * Follows the feed from the first fact on, without gaps; a fact may come more than once.
     *
     * <p>Never ends and never fails: it waits while the feed cannot be reached and goes on where it was, or begins anew
     * with a {@link FeedMessage#fresh} message if that is not possible. Does nothing until subscribed; honours demand.
     */
    Flux<FeedMessage> follow();

    /**
     * Follows the feed from {@code cursor} on, else as {@link #follow}. A feed that cannot go on there begins anew with a
     * {@link FeedMessage#fresh} message.
     */
    default Flux<FeedMessage> follow(String cursor) {
        return follow();
    }
}
