package io.fawkes.dataapi.domain.filter;

import java.util.List;

/** A filter as it is written, before anyone asks whether its fields exist. */
sealed interface Syntax {

    /** All of them hold. */
    record And(List<Syntax> all) implements Syntax {}

    /** One of them holds. */
    record Or(List<Syntax> any) implements Syntax {}

    /** It does not hold. */
    record Not(Syntax negated) implements Syntax {}

    /**
     * A field compared with a value.
     *
     * @param path names on the way to the field
     * @param comparator as it is written
     * @param value what stands right of it
     * @param position where the field begins
     */
    record Restriction(List<String> path, String comparator, Token value, int position) implements Syntax {}
}
