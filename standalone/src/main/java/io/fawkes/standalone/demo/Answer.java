package io.fawkes.standalone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What the door answered.
 *
 * @param request method and path, for people; shows no secret
 * @param status HTTP status
 * @param text body
 */
record Answer(String request, int status, String text) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int ACCEPTED = 202;
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int BUSY = 503;
    private static final int TOO_LATE = 504;

    /** This answer, if the door did as it was asked. */
    Answer demandSuccess() {
        return switch (status) {
            case OK, CREATED, ACCEPTED -> this;
            case TOO_MANY, BUSY, TOO_LATE -> throw new DemoFailure.Busy(failure());
            default -> throw new DemoFailure(failure());
        };
    }

    private String failure() {
        return "The demo stops: %s was answered %d (%s). %s".formatted(request, status, words(), remedy());
    }

    /** The body as JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new DemoFailure(
                    "The demo stops: %s was answered with something else than JSON. %s".formatted(request, remedy()),
                    e);
        }
    }

    private String words() {
        try {
            return JSON.readTree(text).path("message").asText("no message");
        } catch (JsonProcessingException _) {
            // A proxy's page, perhaps; its first line says as much as there is.
            return text.lines().findFirst().orElse("empty");
        }
    }

    private String remedy() {
        return switch (status) {
            case CONFLICT -> "The data folder holds a demo already: name another one by --data.";
            case TOO_MANY, BUSY, TOO_LATE -> "This machine is too busy: run it again when others have finished.";
            default -> "FAWKES_LOG_LEVEL=info ./fawkes demo shows what led to it.";
        };
    }
}
