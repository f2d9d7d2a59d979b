package io.fawkes.dataapi.domain.fact;

import java.time.Instant;

/** The fields of a build. */
public final class BuildFields {

    public static final Field<SourceKey> SOURCE_KEY = new Field<>("source_key", SourceKey.class);
    public static final Field<String> PIPELINE = Field.text("pipeline");
    public static final Field<Long> NUMBER = Field.number("number");
    public static final Field<Long> ATTEMPT = Field.number("attempt");
    public static final Field<String> COMMIT_SHA = Field.text("commit_sha");
    public static final Field<String> REF = Field.text("ref");
    public static final Field<BuildStatus> STATUS = new Field<>("status", BuildStatus.class);
    public static final Field<Instant> QUEUE_TIME = Field.time("queue_time");
    public static final Field<Instant> START_TIME = Field.time("start_time");
    public static final Field<Instant> FINISH_TIME = Field.time("finish_time");
    public static final Field<String> TRIGGERED_BY = Field.text("triggered_by");
    public static final Field<String> URI = Field.text("uri");

    /** Names by digest. */
    public static final Field.Map<String> ARTIFACTS = new Field.Map<>("artifacts", String.class);

    private BuildFields() {}
}
