package io.fawkes.standalone.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far a backfill is.
 *
 * @param name {@code backfills/{backfill}}
 * @param state as the door calls it, without its prefix
 * @param pages that were read and kept
 * @param items on them
 * @param facts that were new or changed
 * @param duplicates facts that said nothing new
 * @param rejected items that were not understood
 * @param waitsUntil when it goes on by itself; empty if it does not wait
 * @param lastError why it waits or failed; else empty
 * @param rejections the first items that were not understood, a line each
 */
public record BackfillStatus(
        String name,
        String state,
        long pages,
        long items,
        long facts,
        long duplicates,
        long rejected,
        String waitsUntil,
        String lastError,
        List<String> rejections) {

    private static final String PREFIX = "BACKFILL_STATE_";

    public BackfillStatus {
        rejections = List.copyOf(rejections);
    }

    static BackfillStatus of(JsonNode json) {
        List<String> rejections = new ArrayList<>();
        json.path("rejections")
                .forEach(rejection -> rejections.add(rejection.path("item").asText() + ": "
                        + rejection.path("detail").asText()));
        return new BackfillStatus(
                json.path("name").asText(),
                json.path("state").asText().replace(PREFIX, ""),
                json.path("pageCount").asLong(),
                json.path("itemCount").asLong(),
                json.path("factCount").asLong(),
                json.path("duplicateCount").asLong(),
                json.path("rejectedCount").asLong(),
                json.path("waitTime").asText(),
                json.path("lastError").asText(),
                rejections);
    }

    /** Whether it goes no further by itself. */
    public boolean isOver() {
        return switch (state) {
            case "SUCCEEDED", "FAILED", "CANCELLED" -> true;
            default -> false;
        };
    }

    /** Whether everything was read and understood. */
    public boolean isWell() {
        return state.equals("SUCCEEDED") && rejected == 0;
    }

    /** A line for people. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s: %s%s, %,d pages, %,d items, %,d facts, %,d known already, %,d rejected%s",
                name,
                state.toLowerCase(Locale.ROOT),
                waitsUntil.isEmpty() ? "" : " until " + waitsUntil,
                pages,
                items,
                facts,
                duplicates,
                rejected,
                lastError.isEmpty() ? "" : " (" + lastError + ")");
    }
}
