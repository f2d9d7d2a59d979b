package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.Change;

/** Whose changes count. */
public enum Authors {
    /** Changes that people made. */
    PEOPLE {
        @Override
        Change of(Change change) {
            return change;
        }
    },
    /** Those of programs as well, and commits that only merge others. */
    ALL {
        @Override
        Change of(Change change) {
            return change.ofAnyAuthor();
        }
    };

    /** {@code change} as it counts for them. */
    abstract Change of(Change change);
}
