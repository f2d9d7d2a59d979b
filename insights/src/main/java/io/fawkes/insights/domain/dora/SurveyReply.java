package io.fawkes.insights.domain.dora;

import org.jspecify.annotations.Nullable;

/**
 * What a team answered to one question of DORA's survey.
 *
 * @param choice which answer it ticked, from 1, the worst, to 6, the best; null for rates
 * @param rate its rate, 0 to 1; null for times and frequency
 * @param score Quick Check score of the answer, 0 to 10
 */
public record SurveyReply(
        @Nullable Integer choice, @Nullable Double rate, double score) {
    private static final double PERCENT = 100;

    static SurveyReply chosen(int choice) {
        return new SurveyReply(choice, null, SurveyAnswer.score(choice));
    }

    static SurveyReply rated(double percent) {
        double rate = percent / PERCENT;
        return new SurveyReply(null, rate, SurveyAnswer.score(rate));
    }
}
