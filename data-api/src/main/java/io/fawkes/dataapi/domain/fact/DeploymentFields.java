package io.fawkes.dataapi.domain.fact;

import java.time.Instant;
import java.util.List;

/** The fields of a deployment. Lists are replaced whole, and hold texts. */
@SuppressWarnings("rawtypes") // a list's class carries no element type
public final class DeploymentFields {

    public static final Field<SourceKey> SOURCE_KEY = new Field<>("source_key", SourceKey.class);
    public static final Field<String> ENVIRONMENT = Field.text("environment");
    public static final Field<Boolean> PRODUCTION = Field.flag("production");
    public static final Field<String> VERSION = Field.text("version");
    public static final Field<String> CONFIG_VERSION = Field.text("config_version");
    public static final Field<String> ROLLOUT_ID = Field.text("rollout_id");
    public static final Field<String> REF = Field.text("ref");
    public static final Field<String> DEPLOYED_BY = Field.text("deployed_by");
    public static final Field<Instant> CREATE_TIME = Field.time("create_time");
    public static final Field<String> URI = Field.text("uri");
    public static final Field<Boolean> UNPLANNED = Field.flag("unplanned");

    /** As {@link Fixes} has it. */
    public static final Field<List> FIXES = new Field<>("fixes", List.class);

    public static final Field.Map<StatusChange> STATUS_CHANGES = new Field.Map<>("status_changes", StatusChange.class);

    private DeploymentFields() {}
}
