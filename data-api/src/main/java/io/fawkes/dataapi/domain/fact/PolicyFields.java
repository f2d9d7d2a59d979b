package io.fawkes.dataapi.domain.fact;

import java.time.Duration;
import java.util.List;

/** The fields of a policy. Lists are replaced whole, and hold texts. */
@SuppressWarnings("rawtypes") // a list's class carries no element type
public final class PolicyFields {

    public static final Field<String> DISPLAY_NAME = Field.text("display_name");
    public static final Field<String> SUBJECT = Field.text("subject");
    public static final Field<Duration> CAUSAL_WINDOW = new Field<>("causal_window", Duration.class);
    public static final Field<Duration> ROLLOUT_GAP = new Field<>("rollout_gap", Duration.class);
    public static final Field<FailureEvidence> MIN_CONFIDENCE = new Field<>("min_confidence", FailureEvidence.class);
    public static final Field<List> PRODUCTION_ENVIRONMENTS = new Field<>("production_environments", List.class);
    public static final Field<List> TRUSTED_SOURCES = new Field<>("trusted_sources", List.class);
    public static final Field<String> LEVEL_POLICY = Field.text("level_policy");
    public static final Field<Boolean> INCLUDE_BOTS = Field.flag("include_bots");
    public static final Field<List> BOT_AUTHORS = new Field<>("bot_authors", List.class);
    public static final Field<List> UNINFERRED_SEVERITIES = new Field<>("uninferred_severities", List.class);
    public static final Field<String> CALENDAR = Field.text("calendar");
    public static final Field<String> TIME_ZONE = Field.text("time_zone");
    public static final Field<Boolean> EXCLUDE_MAINTENANCE = Field.flag("exclude_maintenance");

    private PolicyFields() {}
}
