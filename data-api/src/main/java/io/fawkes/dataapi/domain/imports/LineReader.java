package io.fawkes.dataapi.domain.imports;

import io.fawkes.dataapi.domain.DataApiException.ImplausibleTime;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;

/**
 * Understands the lines of one file, in their order; used by one upload. What it throws of {@link InvalidField} and
 * {@link ImplausibleTime} refuses the line.
 */
@FunctionalInterface
public interface LineReader {

    /** What {@code text}, which is not blank, says. */
    Said read(String text);

    /** Makes readers. Safe for concurrent use. */
    @FunctionalInterface
    interface Factory {

        /** A reader of what follows the lines that are committed already. */
        LineReader open(Import from);
    }
}
