package io.fawkes.insights.domain.fact;

/** One version of something that was reported. Of two versions of a name the higher holds all that the lower held. */
public sealed interface Fact permits RuleFact, ServiceFact, SourcedFact {
    /** Resource name, for example {@code deployments/4kq}; the identity of the fact. */
    String name();

    /** Version of the feed, from 1; the highest wins and nothing else decides. */
    long version();
}
