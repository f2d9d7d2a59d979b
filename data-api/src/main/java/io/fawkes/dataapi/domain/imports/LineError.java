package io.fawkes.dataapi.domain.imports;

/**
 * A line that was refused.
 *
 * @param line number of the line that the record begins in, from 1
 * @param field path or column that is wrong; empty if it is the line as a whole
 * @param problem what is wrong with it
 * @param text the line, or its beginning
 */
public record LineError(long line, String field, String problem, String text) {

    private static final int LONGEST = 500;

    public LineError {
        problem = cut(problem);
        text = cut(text);
        field = cut(field);
    }

    private static String cut(String text) {
        String whole = text.replace('\0', ' '); // PostgreSQL has no place for it
        return whole.codePointCount(0, whole.length()) <= LONGEST
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, LONGEST));
    }
}
