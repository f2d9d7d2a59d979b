package io.fawkes.dataapi.domain.filter;

/** What a field that can be filtered by holds. */
public enum FieldType {
    /** Text; {@code *} in an equality stands for any text. */
    TEXT("a text"),
    /** One of a set of names. */
    CHOICE("a name"),
    /** True or false. */
    FLAG("true or false"),
    /** A whole number. */
    INTEGER("a whole number"),
    /** A number. */
    DECIMAL("a number"),
    /** An instant, RFC 3339. */
    TIME("a time such as 2026-03-01T12:00:00Z"),
    /** A span of seconds. */
    SPAN("a duration such as 90s or 1.5s"),
    /** Texts by text. */
    MAP("a map"),
    /** A list of texts. */
    TEXTS("a list");

    private final String expected;

    FieldType(String expected) {
        this.expected = expected;
    }

    /** What a value looks like, for people. */
    String expected() {
        return expected;
    }

    /** Whether its values stand in an order that {@code <} asks for. */
    boolean isOrdered() {
        return switch (this) {
            case TEXT, INTEGER, DECIMAL, TIME, SPAN -> true;
            case CHOICE, FLAG, MAP, TEXTS -> false;
        };
    }
}
