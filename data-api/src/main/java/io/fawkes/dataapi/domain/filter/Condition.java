package io.fawkes.dataapi.domain.filter;

import java.util.List;

/**
 * What a row must fulfil. A field that is absent fulfils nothing that is asked of it, not even {@code !=}; {@link Not} turns
 * that around, so {@code NOT a = 1} holds where {@code a} is absent.
 */
public sealed interface Condition {

    /** All of them hold; of none, always. */
    record And(List<Condition> all) implements Condition {
        public And {
            all = List.copyOf(all);
        }
    }

    /** One of them holds. */
    record Or(List<Condition> any) implements Condition {
        public Or {
            any = List.copyOf(any);
        }
    }

    /** It does not hold. */
    record Not(Condition negated) implements Condition {}

    /**
     * The field compares with a value.
     *
     * @param field the field
     * @param comparison how
     * @param value a String, Boolean, Long, Double, Instant or Duration, as the field's type says; texts compare by code
     *     points
     */
    record Compare(FilterField field, Comparison comparison, Object value) implements Condition {}

    /**
     * The text is, or is not, of a pattern.
     *
     * @param field a text, or a map's entry
     * @param pattern the pattern
     * @param wanted whether it must match
     */
    record Match(Target field, Pattern pattern, boolean wanted) implements Condition {}

    /** The field has a value; a list or a map has at least one. */
    record Present(FilterField field) implements Condition {}

    /** The list has this member, or the map this key. */
    record Holds(FilterField field, String member) implements Condition {}

    /** How values compare. */
    enum Comparison {
        EQUAL,
        UNEQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /** Where a text is. */
    sealed interface Target {

        /** The value of a field. */
        record Text(FilterField field) implements Target {}

        /** The value of a map's entry. */
        record Entry(FilterField map, String key) implements Target {}
    }

    /**
     * Texts with anything between them.
     *
     * @param parts at least one; of one, the text is that
     */
    record Pattern(List<String> parts) {
        public Pattern {
            parts = List.copyOf(parts);
        }
    }

    /** Holds always. */
    static Condition everything() {
        return new And(List.of());
    }
}
