package io.fawkes.dataapi.domain.fact;

import java.time.Instant;

/** The fields of what a team answered to DORA's survey. */
public final class SurveyFields {

    public static final Field<String> TEAM = Field.text("team");
    public static final Field<Instant> ANSWER_TIME = Field.time("answer_time");
    public static final Field<LeadTimeChoice> LEAD_TIME = new Field<>("lead_time_choice", LeadTimeChoice.class);
    public static final Field<DeploymentFrequencyChoice> DEPLOYMENT_FREQUENCY =
            new Field<>("deployment_frequency_choice", DeploymentFrequencyChoice.class);
    public static final Field<RecoveryTimeChoice> RECOVERY_TIME =
            new Field<>("recovery_time_choice", RecoveryTimeChoice.class);
    public static final Field<Double> CHANGE_FAIL_PERCENT = Field.decimal("change_fail_percent");
    public static final Field<Double> REWORK_PERCENT = Field.decimal("rework_percent");
    public static final Field<String> NOTE = Field.text("note");

    private SurveyFields() {}
}
