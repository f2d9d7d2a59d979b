package io.fawkes.dataapi.domain.imports;

/**
 * Where records end: at a line end that no quoted field holds (RFC 4180). A quote opens only at the beginning of a field, as
 * the parser of the fields has it.
 *
 * @param quoted whether there are quoted fields at all
 */
record RecordEnds(boolean quoted) {

    private static final int NONE = -1;

    /** Index of the line feed that ends the record beginning at {@code from}; negative if it is not there. */
    int recordEnd(byte[] bytes, int from) {
        return quoted ? walk(bytes, from).end() : lineEnd(bytes, from);
    }

    /** Whether the record beginning at {@code from} ends within a quoted field. */
    boolean isOpen(byte[] bytes, int from) {
        return quoted && walk(bytes, from).open();
    }

    /** Index of the first line feed from {@code from} on; negative if there is none. */
    static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return NONE;
    }

    /** How many line feeds there are. */
    static int lineEnds(byte[] bytes, int from, int to) {
        int ends = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                ends++;
            }
        }
        return ends;
    }

    private record Walk(int end, boolean open) {}

    /** A doubled quote closes and opens again, which comes to the same. */
    private static Walk walk(byte[] bytes, int from) {
        boolean open = false;
        boolean isQuotedField = false;
        boolean begins = true;
        for (int i = from; i < bytes.length; i++) {
            byte letter = bytes[i];
            if (letter == '"' && (begins || isQuotedField)) {
                open = !open;
                isQuotedField = true;
            } else if (letter == '\n' && !open) {
                return new Walk(i, false);
            }
            begins = letter == ',' && !open;
            isQuotedField = isQuotedField && !begins;
        }
        return new Walk(NONE, open);
    }
}
