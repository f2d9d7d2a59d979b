package io.fawkes.dataapi.domain.fact;

import java.util.Arrays;

/** What a fact is about. The codes are stored: never change one, never use one again. */
public enum FactKind {
    SERVICE(1, "services"),
    CHANGE(2, "changes"),
    DEPLOYMENT(3, "deployments"),
    INCIDENT(4, "incidents"),
    BUILD(5, "builds"),
    QUALITY_GATE(6, "qualityGates"),
    SLO_OBSERVATION(7, "sloObservations"),
    CALENDAR(8, "calendars"),
    POLICY(9, "policies"),
    SURVEY_ANSWER(10, "surveyAnswers");

    private final int code;
    private final String collection;

    FactKind(int code, String collection) {
        this.code = code;
        this.collection = collection;
    }

    /** Number under which the kind is stored. */
    public int code() {
        return code;
    }

    /** First part of the resource names of this kind. */
    public String collection() {
        return collection;
    }

    /** The kind that is stored under {@code code}. */
    public static FactKind ofCode(int code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of fact has the code " + code));
    }
}
