package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a team answered to DORA's Quick Check, as one team. Choices are numbered as the survey has them, from 1, the worst, to 6, the
 * best; what the team did not say is null.
 *
 * @param name {@code surveyAnswers/{survey_answer}}
 * @param team {@code teams/{team}}
 * @param answeredAt when it answered
 * @param leadTime choice of the lead time for changes
 * @param frequency choice of the deployment frequency
 * @param recovery choice of the time to recover from a failed deployment
 * @param failPercent which of a hundred changes fail
 * @param reworkPercent which of a hundred deployments nobody had planned
 * @param deleted whether it counts no more
 */
public record SurveyFact(
        String name,
        long version,
        String team,
        Instant answeredAt,
        @Nullable Integer leadTime,
        @Nullable Integer frequency,
        @Nullable Integer recovery,
        @Nullable Double failPercent,
        @Nullable Double reworkPercent,
        boolean deleted)
        implements RuleFact {
    /** Of two that were given at once the one whose name is later is the newer. */
    public static final Comparator<SurveyFact> NEWEST_FIRST =
            comparing(SurveyFact::answeredAt).thenComparing(SurveyFact::name).reversed();

    @Override
    public boolean concerns(ServiceFact service) {
        return service.team().equals(team);
    }
}
