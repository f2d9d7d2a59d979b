package io.fawkes.insights.domain.timeline;

import static java.util.Objects.requireNonNullElse;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How people name a version: a digest in full, or a commit SHA of which seven digits are enough. */
record VersionName(String text) {
    private static final int SHORTEST_SHA = 7;
    private static final int LONGEST_SHA = 64;

    static VersionName of(@Nullable String text) {
        return new VersionName(requireNonNullElse(text, "").strip().toLowerCase(Locale.ROOT));
    }

    boolean means(String version) {
        String whole = version.toLowerCase(Locale.ROOT);
        return whole.equals(text) || (isSha() && whole.startsWith(text));
    }

    private boolean isSha() {
        return text.length() >= SHORTEST_SHA
                && text.length() <= LONGEST_SHA
                && text.chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
    }
}
