package io.fawkes.insights.domain.dora;

import static java.util.Comparator.naturalOrder;

import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.SurveyFact;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a team answered to DORA's survey, to be laid beside what was measured.
 *
 * @param name {@code surveyAnswers/{survey_answer}}
 * @param replies to the questions that it answered
 * @param scores their means
 */
public record Survey(String name, Instant answeredAt, Map<Metric, SurveyReply> replies, Scores scores) {

    /**
     * The newest answer that was given by the end of the window, or by the watermark if that is earlier: of the team that is asked
     * about, or of the team that owns the service today. Null without one, and for groups of services of several teams.
     */
    static @Nullable Survey beside(Inquiry inquiry, Collection<Timeline> timelines) {
        Instant until = Stream.of(inquiry.window().end(), inquiry.watermark())
                .min(naturalOrder())
                .orElseThrow();
        return timelines.stream()
                .filter(timeline -> isOf(inquiry.group(), timeline.service()))
                .flatMap(timeline -> timeline.surveys().stream())
                .filter(survey -> !survey.answeredAt().isAfter(until))
                .min(SurveyFact.NEWEST_FIRST)
                .map(Survey::of)
                .orElse(null);
    }

    private static boolean isOf(Group group, ServiceFact service) {
        return switch (group.kind()) {
            case SERVICE -> true;
            case TEAM -> service.team().equals(group.name());
            case TIER, ENVIRONMENT, ORGANIZATION -> false;
        };
    }

    private static Survey of(SurveyFact fact) {
        Map<Metric, SurveyReply> replies = new EnumMap<>(Metric.class);
        choose(replies, Metric.DEPLOYMENT_FREQUENCY, fact.frequency());
        choose(replies, Metric.CHANGE_LEAD_TIME, fact.leadTime());
        choose(replies, Metric.RECOVERY_TIME, fact.recovery());
        rate(replies, Metric.CHANGE_FAIL_RATE, fact.failPercent());
        rate(replies, Metric.REWORK_RATE, fact.reworkPercent());
        Map<Metric, Double> scores = new EnumMap<>(Metric.class);
        replies.forEach((metric, reply) -> scores.put(metric, reply.score()));
        return new Survey(fact.name(), fact.answeredAt(), Map.copyOf(replies), Scores.of(scores));
    }

    private static void choose(Map<Metric, SurveyReply> replies, Metric metric, @Nullable Integer choice) {
        if (choice != null) {
            replies.put(metric, SurveyReply.chosen(choice));
        }
    }

    private static void rate(Map<Metric, SurveyReply> replies, Metric metric, @Nullable Double percent) {
        if (percent != null) {
            replies.put(metric, SurveyReply.rated(percent));
        }
    }
}
