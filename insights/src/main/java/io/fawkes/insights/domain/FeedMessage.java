package io.fawkes.insights.domain;

import io.fawkes.insights.domain.fact.Fact;
import java.time.Instant;
import java.util.List;

/**
 * The next facts of the feed.
 *
 * @param fresh whether the feed begins anew with this message: what was kept is to be replaced once it has caught up
 * @param caughtUp whether everything committed when this was read has now been sent
 * @param readTime when this was read, by data-api's clock
 * @param cursor where the feed goes on after this; empty if that cannot be told
 */
public record FeedMessage(boolean fresh, List<Fact> facts, boolean caughtUp, Instant readTime, String cursor) {
    /** A message of a feed that can only be read from its beginning. */
    public FeedMessage(boolean fresh, List<Fact> facts, boolean caughtUp, Instant readTime) {
        this(fresh, facts, caughtUp, readTime, "");
    }
}
