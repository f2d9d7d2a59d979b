package io.fawkes.standalone.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * How far an import is.
 *
 * @param name {@code imports/{import}}
 * @param state as the door calls it, without its prefix
 * @param detail why it was given up; else empty
 * @param bytes of the file that are committed
 * @param lines of the file that are committed
 * @param accepted resources that said something new
 * @param duplicates resources that said nothing new
 * @param rejected resources that were refused
 */
public record ImportStatus(
        String name,
        String state,
        String detail,
        long bytes,
        long lines,
        long accepted,
        long duplicates,
        long rejected) {

    private static final String PREFIX = "IMPORT_STATE_";

    static ImportStatus of(JsonNode json) {
        return new ImportStatus(
                json.path("name").asText(),
                json.path("state").asText().replace(PREFIX, ""),
                json.path("detail").asText(),
                json.path("byteOffset").asLong(),
                json.path("lineCount").asLong(),
                json.path("acceptedCount").asLong(),
                json.path("duplicateCount").asLong(),
                json.path("rejectedCount").asLong());
    }

    /** Whether every line was taken. */
    public boolean isWell() {
        return state.equals("SUCCEEDED") && rejected == 0;
    }

    /** A line for people. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s: %s, %,d lines, %,d accepted, %,d known already, %,d rejected%s",
                name,
                state.toLowerCase(Locale.ROOT),
                lines,
                accepted,
                duplicates,
                rejected,
                detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
