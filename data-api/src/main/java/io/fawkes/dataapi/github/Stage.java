package io.fawkes.dataapi.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.Optional;

/** What of a repository is read, one after the other; the names are part of stored cursors. */
enum Stage {
    DEPLOYMENTS("created_at", "/deployments?per_page=30"),
    PULLS("updated_at", "/pulls?state=all&sort=updated&direction=desc&per_page=10"),
    CHANGED_PULLS("updated_at", "/pulls?state=all&sort=updated&direction=desc&per_page=10");

    private final String timeField;
    private final String listing;

    Stage(String timeField, String listing) {
        this.timeField = timeField;
        this.listing = listing;
    }

    /** Where its first page is. */
    String first(String slug) {
        return "/repos/" + slug + listing;
    }

    /** When a row came about; empty if it does not say, which its reader will tell. */
    Optional<Instant> time(JsonNode row) {
        try {
            return new Json(row, "").optionalTime(timeField);
        } catch (Json.Malformed _) {
            return Optional.empty(); // its reader refuses it with the place
        }
    }

    /** What is read after it; empty after the last. */
    Optional<Stage> next() {
        return switch (this) {
            case DEPLOYMENTS -> Optional.of(PULLS);
            case PULLS -> Optional.of(CHANGED_PULLS);
            case CHANGED_PULLS -> Optional.empty();
        };
    }
}
