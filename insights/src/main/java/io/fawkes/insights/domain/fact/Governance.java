package io.fawkes.insights.domain.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a catalog entry says of how its service is measured and who owned it when.
 *
 * @param policy {@code policies/{policy}}; empty if it names none
 * @param calendar {@code calendars/{calendar}}; empty if it names none
 * @param causalWindow longest time after a deployment in which an incident is put down to it; null if it does not say
 * @param terms who owned it when, oldest first; empty if its team did since ever
 * @param paths globs of what is its own in its repository; empty if all is
 */
public record Governance(
        String policy, String calendar, @Nullable Duration causalWindow, List<Term> terms, List<String> paths) {
    /** It says nothing. */
    public static final Governance NONE = new Governance("", "", null, List.of());

    /** One to whom all of its repository belongs. */
    public Governance(String policy, String calendar, @Nullable Duration causalWindow, List<Term> terms) {
        this(policy, calendar, causalWindow, terms, List.of());
    }

    /**
     * A time of ownership, up to the next.
     *
     * @param team {@code teams/{team}}; empty for nobody
     * @param start when it began; null for since ever
     */
    public record Term(String team, @Nullable Instant start) {}
}
