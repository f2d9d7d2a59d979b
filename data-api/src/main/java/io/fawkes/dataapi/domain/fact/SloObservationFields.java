package io.fawkes.dataapi.domain.fact;

import java.time.Instant;

/** The fields of an SLO observation. Shares are 0 to 1. */
public final class SloObservationFields {

    public static final Field<SourceKey> SOURCE_KEY = new Field<>("source_key", SourceKey.class);
    public static final Field<String> OBJECTIVE = Field.text("objective");
    public static final Field<Instant> START_TIME = Field.time("start_time");
    public static final Field<Instant> END_TIME = Field.time("end_time");
    public static final Field<Double> TARGET = Field.decimal("target");
    public static final Field<Double> ATTAINED = Field.decimal("attained");
    public static final Field<Double> TOTAL_EVENTS = Field.decimal("total_events");
    public static final Field<Double> BURN_RATE = Field.decimal("burn_rate");
    public static final Field<String> URI = Field.text("uri");

    private SloObservationFields() {}
}
