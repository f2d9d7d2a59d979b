package io.fawkes.dataapi.git;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** By what teams say that a change was not planned: a branch {@code hotfix/…}, a label {@code hotfix}; without case. */
public final class Hotfix {

    private static final String BRANCH = "hotfix/";
    private static final String LABEL = "hotfix";

    private Hotfix() {}

    /** Whether a branch, by its name alone, is one of those. */
    public static boolean isBranch(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(BRANCH);
    }

    /** True if the branch or a label says so; else empty, as nobody says that a change was planned. */
    public static Optional<Boolean> told(Optional<String> branch, Stream<String> labels) {
        boolean isTold = branch.filter(Hotfix::isBranch).isPresent() || labels.anyMatch(LABEL::equalsIgnoreCase);
        return Optional.of(true).filter(_ -> isTold);
    }
}
