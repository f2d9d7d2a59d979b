package io.fawkes.dataapi.domain.fact;

import java.time.Instant;
import java.util.List;

/** The fields of a service. Lists are replaced whole. */
public final class ServiceFields {

    public static final Field<String> DISPLAY_NAME = Field.text("display_name");
    public static final Field<String> TEAM = Field.text("team");
    public static final Field<String> TIER = Field.text("tier");
    public static final Field<String> TIME_ZONE = Field.text("time_zone");
    public static final Field<Instant> CREATE_TIME = Field.time("create_time");

    public static final Field<Instant> DELETE_TIME = Field.time("delete_time");

    @SuppressWarnings("rawtypes") // a list's class carries no element type; the elements are SourceKeys
    public static final Field<List> SOURCE_KEYS = new Field<>("source_keys", List.class);

    @SuppressWarnings("rawtypes") // as above; the elements are strings
    public static final Field<List> PRODUCTION_ENVIRONMENTS = new Field<>("production_environments", List.class);

    private ServiceFields() {}
}
