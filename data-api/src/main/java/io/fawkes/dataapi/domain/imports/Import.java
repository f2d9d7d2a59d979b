package io.fawkes.dataapi.domain.imports;

import java.time.Instant;
import java.util.Optional;

/**
 * The reading of one file.
 *
 * @param id last part of its name
 * @param plan how the file is read
 * @param state how far it is
 * @param detail why it was given up; empty unless it was
 * @param progress what is committed
 * @param creator who created it
 * @param createdAt when
 * @param updatedAt when something of its file was last committed
 * @param finishedAt when it ended
 */
public record Import(
        String id,
        ImportPlan plan,
        ImportState state,
        String detail,
        Progress progress,
        String creator,
        Instant createdAt,
        Optional<Instant> updatedAt,
        Optional<Instant> finishedAt) {

    /** What its name begins with. */
    public static final String COLLECTION = "imports/";

    /** An import of which nothing was uploaded. */
    public static Import planned(String id, ImportPlan plan, String creator, Instant now) {
        return new Import(
                id, plan, ImportState.WAITING, "", Progress.NONE, creator, now, Optional.empty(), Optional.empty());
    }

    /** Resource name. */
    public String name() {
        return COLLECTION + id;
    }
}
