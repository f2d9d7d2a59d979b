package io.fawkes.dataapi.domain.imports;

import java.util.Optional;

/**
 * One record of a file: a line, or several that a quoted field holds together.
 *
 * @param number of the line that it begins in, from 1
 * @param height how many lines it takes
 * @param end byte of the file behind it and its line end
 * @param text what it says, without its line end; of one with a problem the beginning
 * @param problem why it cannot be read; empty if it can
 */
public record Line(long number, int height, long end, String text, Optional<String> problem) {

    /** Number of its last line. */
    long last() {
        return number + height - 1;
    }

    /** What is said of it if {@code field} has that problem. */
    LineError error(String field, String problem) {
        return new LineError(number, field, problem, text);
    }
}
