package io.fawkes.standalone.imports;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A line of a file that was refused.
 *
 * @param line its number
 * @param field what of it is wrong; empty if it is the line as a whole
 * @param problem what is wrong with it
 */
public record RefusedLine(long line, String field, String problem) {

    static RefusedLine of(JsonNode json) {
        return new RefusedLine(
                json.path("line").asLong(),
                json.path("field").asText(),
                json.path("problem").asText());
    }

    /** As compilers write it, so that editors find the place. */
    public String at(String file) {
        return file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + problem;
    }
}
