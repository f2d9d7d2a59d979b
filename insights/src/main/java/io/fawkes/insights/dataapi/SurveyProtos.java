package io.fawkes.insights.dataapi;

import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.SurveyAnswer;
import io.fawkes.insights.domain.fact.SurveyFact;
import org.jspecify.annotations.Nullable;

/** What teams answered to DORA's survey; data-api has checked it. */
final class SurveyProtos {
    private static final int BEST = 6;

    private SurveyProtos() {}

    static SurveyFact survey(Fact fact, SurveyAnswer answer) {
        return new SurveyFact(
                fact.getName(),
                fact.getVersion(),
                answer.getTeam(),
                Times.instant(answer.getAnswerTime()),
                choice(answer.getLeadTimeChoiceValue()),
                choice(answer.getDeploymentFrequencyChoiceValue()),
                choice(answer.getRecoveryTimeChoiceValue()),
                answer.hasChangeFailPercent() ? answer.getChangeFailPercent() : null,
                answer.hasReworkPercent() ? answer.getReworkPercent() : null,
                answer.hasDeleteTime());
    }

    /** The contract numbers the choices as the survey orders them; one that only a newer data-api knows counts as not said. */
    private static @Nullable Integer choice(int number) {
        return number >= 1 && number <= BEST ? number : null;
    }
}
