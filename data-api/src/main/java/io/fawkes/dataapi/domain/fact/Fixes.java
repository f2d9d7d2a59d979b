package io.fawkes.dataapi.domain.fact;

import java.util.List;
import java.util.stream.Stream;

/** What a change or a deployment mends: SHAs of commits, versions, or names of incidents, each once, in the order told. */
public final class Fixes {

    /** Most that are kept of one fact. */
    public static final int MOST = 20;

    /** Longest that is kept, in characters; no SHA, version or name is longer. */
    public static final int LONGEST = 200;

    private Fixes() {}

    /** What {@code told} is as facts hold it: the first {@link #MOST} that are not blank and not too long. */
    public static List<String> of(Stream<String> told) {
        return told.map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST)
                .distinct()
                .limit(MOST)
                .toList();
    }
}
