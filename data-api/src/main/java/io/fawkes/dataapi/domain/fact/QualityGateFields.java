package io.fawkes.dataapi.domain.fact;

import java.time.Instant;

/** The fields of a quality gate's judgement. */
public final class QualityGateFields {

    public static final Field<SourceKey> SOURCE_KEY = new Field<>("source_key", SourceKey.class);
    public static final Field<String> TOOL = Field.text("tool");
    public static final Field<String> GATE = Field.text("gate");
    public static final Field<String> COMMIT_SHA = Field.text("commit_sha");
    public static final Field<String> REF = Field.text("ref");
    public static final Field<QualityStatus> STATUS = new Field<>("status", QualityStatus.class);
    public static final Field<Instant> EVALUATE_TIME = Field.time("evaluate_time");
    public static final Field<String> URI = Field.text("uri");

    /** By the tool's name of the metric. */
    public static final Field.Map<QualityCondition> CONDITIONS = new Field.Map<>("conditions", QualityCondition.class);

    private QualityGateFields() {}
}
