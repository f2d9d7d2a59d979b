package io.fawkes.insights.domain.fact;

import java.util.List;

/**
 * What somebody said that a change or a deployment was for.
 *
 * @param fixes what it mends: versions, commit SHAs of at least seven digits, or {@code incidents/…}
 * @param unplanned whether somebody called it a hotfix
 */
public record Purpose(List<String> fixes, boolean unplanned) {
    /** Nobody said. */
    public static final Purpose UNSAID = new Purpose(List.of(), false);

    public Purpose {
        fixes = List.copyOf(fixes);
    }
}
