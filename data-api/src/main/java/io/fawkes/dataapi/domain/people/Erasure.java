package io.fawkes.dataapi.domain.people;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The erasure of a person.
 *
 * @param id last part of its resource name
 * @param pseudonym what stands in the person's place
 * @param source whose facts and deliveries are meant; empty means all
 * @param createdAt when it was asked for
 * @param completedAt when all was rewritten; empty while the work goes on
 * @param done what was rewritten so far
 */
public record Erasure(
        UUID id, String pseudonym, String source, Instant createdAt, Optional<Instant> completedAt, Done done) {

    /**
     * What was rewritten.
     *
     * @param facts facts, each of which became a higher version
     * @param logRows rows of the log
     * @param deliveries deliveries whose bodies were emptied
     */
    public record Done(long facts, long logRows, long deliveries) {}

    /** Resource name. */
    public String name() {
        return "erasures/" + id;
    }
}
