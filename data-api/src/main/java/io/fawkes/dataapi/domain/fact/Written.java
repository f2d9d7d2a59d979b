package io.fawkes.dataapi.domain.fact;

/**
 * What became of one revision.
 *
 * @param name resource name of its fact
 * @param outcome what it did
 */
public record Written(String name, Outcome outcome) {

    /** What a revision did. */
    public enum Outcome {
        /** The first that was told of a fact. */
        CREATED,
        /** It added to a fact that was known. */
        CHANGED,
        /** All of it was known, or something later was. */
        UNCHANGED
    }

    /** What a revision did that made {@code after} of {@code before}. */
    static Written of(FactState before, FactState after) {
        if (after.version() == before.version()) {
            return new Written(after.name(), Outcome.UNCHANGED);
        }
        return new Written(after.name(), before.version() == 0 ? Outcome.CREATED : Outcome.CHANGED);
    }
}
