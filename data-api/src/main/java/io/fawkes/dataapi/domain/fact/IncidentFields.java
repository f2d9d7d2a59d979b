package io.fawkes.dataapi.domain.fact;

import java.time.Instant;

/** The fields of an incident. */
public final class IncidentFields {

    public static final Field<SourceKey> SOURCE_KEY = new Field<>("source_key", SourceKey.class);
    public static final Field<SourceKey> ROOT_SOURCE_KEY = new Field<>("root_source_key", SourceKey.class);
    public static final Field<String> TITLE = Field.text("title");
    public static final Field<Instant> START_TIME = Field.time("start_time");
    public static final Field<Instant> ACKNOWLEDGE_TIME = Field.time("acknowledge_time");
    public static final Field<Instant> MITIGATE_TIME = Field.time("mitigate_time");
    public static final Field<Instant> RESOLVE_TIME = Field.time("resolve_time");
    public static final Field<Boolean> WITHDRAWN = Field.flag("withdrawn");
    public static final Field<String> CAUSED_BY_VERSION = Field.text("caused_by_version");

    /** As {@link Severity} spells it. */
    public static final Field<String> SEVERITY = Field.text("severity");

    public static final Field<String> URI = Field.text("uri");

    private IncidentFields() {}
}
