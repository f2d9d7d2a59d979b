package io.fawkes.standalone.backfill;

import java.util.Locale;

/** Whose past can be read. */
public enum Source {
    GITHUB,
    ARGOCD,
    JENKINS;

    /** As the door calls it. */
    String contractName() {
        return "BACKFILL_SOURCE_" + name();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
