package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.SurveyFields;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What must hold for a team's answer to DORA's survey. */
final class SurveyRule {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final double WHOLE = 100;
    private static final int LONGEST_NOTE = 1_000;

    private static final List<Field<?>> QUESTIONS = List.of(
            SurveyFields.LEAD_TIME,
            SurveyFields.DEPLOYMENT_FREQUENCY,
            SurveyFields.RECOVERY_TIME,
            SurveyFields.CHANGE_FAIL_PERCENT,
            SurveyFields.REWORK_PERCENT);

    private SurveyRule() {}

    static Entry demanded(Entry answer, Demand demand) {
        String team = answer.text(SurveyFields.TEAM);
        demand.that(Demand.isTeam(team), SurveyFields.TEAM, "\"" + team + "\"", "teams/{team}");
        demand.that(
                answer.get(SurveyFields.ANSWER_TIME).isPresent(),
                SurveyFields.ANSWER_TIME,
                "none",
                "when the team answered");
        demand.that(
                QUESTIONS.stream().anyMatch(question -> answer.get(question).isPresent()),
                demand.message(),
                "no question is answered",
                "one of " + QUESTIONS.stream().map(Field::path).collect(Collectors.joining(", ")));
        percent(answer, SurveyFields.CHANGE_FAIL_PERCENT, demand);
        percent(answer, SurveyFields.REWORK_PERCENT, demand);
        String note = answer.text(SurveyFields.NOTE);
        int length = note.codePointCount(0, note.length());
        demand.that(length <= LONGEST_NOTE, SurveyFields.NOTE, length + " characters", "at most " + LONGEST_NOTE);
        return answer;
    }

    private static void percent(Entry answer, Field<Double> field, Demand demand) {
        answer.get(field)
                .ifPresent(percent ->
                        demand.that(percent >= 0 && percent <= WHOLE, field, percent, "a percentage, 0 to 100"));
    }

    /** {@code answer}, which nobody can have given after {@code now}. */
    static Entry given(Entry answer, Instant now) {
        answer.get(SurveyFields.ANSWER_TIME)
                .ifPresent(time -> new Demand(EntryKind.SURVEY_ANSWER.message())
                        .that(
                                !time.isBefore(EARLIEST) && !time.isAfter(now),
                                SurveyFields.ANSWER_TIME,
                                time,
                                "a time since 2000 and not later than now"));
        return answer;
    }
}
