package io.fawkes.insights.domain.fact;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which definitions services are measured; what is null or empty falls to the next policy.
 *
 * @param name {@code policies/{policy}}
 * @param subject {@code organization}, {@code teams/{team}} or {@code services/{service}}; empty means only services that name it
 * @param minConfidence name of the weakest evidence that counts, for example {@code ROLLBACK}
 * @param environments names of the production environments
 * @param sources sources of deployments, the most trusted first
 * @param levels id of the policy of levels
 * @param bots whether changes of programs count
 * @param calendar {@code calendars/{calendar}} of services that name none
 * @param excludeMaintenance whether incidents of announced outages are left out
 * @param botAuthors authors that are programs though their source does not say so; {@code *} stands for any text
 * @param uninferredSeverities severities of incidents that are never put down to a deployment by time alone
 * @param deleted whether it is for nobody any more
 */
public record PolicyFact(
        String name,
        long version,
        String subject,
        @Nullable Duration causalWindow,
        @Nullable Duration rolloutGap,
        @Nullable String minConfidence,
        Set<String> environments,
        List<String> sources,
        String levels,
        @Nullable Boolean bots,
        String calendar,
        @Nullable ZoneId zone,
        @Nullable Boolean excludeMaintenance,
        List<String> botAuthors,
        Set<String> uninferredSeverities,
        boolean deleted)
        implements RuleFact {
    public PolicyFact {
        botAuthors = List.copyOf(botAuthors);
        uninferredSeverities = Set.copyOf(uninferredSeverities);
    }

    /** One that says nothing of programs and severities. */
    public PolicyFact(
            String name,
            long version,
            String subject,
            @Nullable Duration causalWindow,
            @Nullable Duration rolloutGap,
            @Nullable String minConfidence,
            Set<String> environments,
            List<String> sources,
            String levels,
            @Nullable Boolean bots,
            String calendar,
            @Nullable ZoneId zone,
            @Nullable Boolean excludeMaintenance,
            boolean deleted) {
        this(
                name,
                version,
                subject,
                causalWindow,
                rolloutGap,
                minConfidence,
                environments,
                sources,
                levels,
                bots,
                calendar,
                zone,
                excludeMaintenance,
                List.of(),
                Set.of(),
                deleted);
    }
}
