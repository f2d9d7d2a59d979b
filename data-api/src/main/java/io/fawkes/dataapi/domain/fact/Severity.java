package io.fawkes.dataapi.domain.fact;

import java.util.Locale;
import java.util.Optional;

/** How bad an incident is, in the words of its source and in one spelling: without case and blanks around it. */
public final class Severity {

    /** Longest that is kept, in characters; what is longer is no severity but a description. */
    public static final int LONGEST = 63;

    private Severity() {}

    /** What {@code told} is as facts hold it; empty if it is blank or longer than {@link #LONGEST}. */
    public static Optional<String> spelled(String told) {
        return Optional.of(told.strip().toLowerCase(Locale.ROOT))
                .filter(severity -> !severity.isEmpty() && severity.length() <= LONGEST);
    }
}
