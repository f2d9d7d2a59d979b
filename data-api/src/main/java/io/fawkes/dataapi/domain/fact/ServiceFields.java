package io.fawkes.dataapi.domain.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The fields of a service. Lists are replaced whole. */
@SuppressWarnings("rawtypes") // a list's class carries no element type; each field says what its elements are
public final class ServiceFields {

    public static final Field<String> DISPLAY_NAME = Field.text("display_name");
    public static final Field<String> TEAM = Field.text("team");
    public static final Field<Instant> TEAM_START_TIME = Field.time("team_start_time");
    public static final Field<String> TIER = Field.text("tier");
    public static final Field<String> TIME_ZONE = Field.text("time_zone");
    public static final Field<String> LIFECYCLE = Field.text("lifecycle");
    public static final Field<String> SYSTEM = Field.text("system");
    public static final Field<String> CALENDAR = Field.text("calendar");
    public static final Field<String> POLICY = Field.text("policy");
    public static final Field<Duration> CAUSAL_WINDOW = new Field<>("causal_window", Duration.class);
    public static final Field<String> CATALOG_SOURCE = Field.text("catalog_source");
    public static final Field<String> CATALOG_ENTITY = Field.text("catalog_entity");
    public static final Field<Instant> CREATE_TIME = Field.time("create_time");
    public static final Field<Instant> DELETE_TIME = Field.time("delete_time");

    /** {@link SourceKey}s. */
    public static final Field<List> SOURCE_KEYS = new Field<>("source_keys", List.class);

    /** Names. */
    public static final Field<List> PRODUCTION_ENVIRONMENTS = new Field<>("production_environments", List.class);

    /** Globs. */
    public static final Field<List> PATH_GLOBS = new Field<>("path_globs", List.class);

    /** {@link ServiceDependency}s. */
    public static final Field<List> DEPENDENCIES = new Field<>("dependencies", List.class);

    /** {@link TeamTerm}s, oldest first. */
    public static final Field<List> TEAM_TERMS = new Field<>("team_terms", List.class);

    private ServiceFields() {}
}
