package io.fawkes.dataapi.generic;

import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.Signatures;
import io.fawkes.dataapi.sources.SourceStory;
import io.fawkes.dataapi.sources.Told;
import java.util.List;
import java.util.Map;

/** Bodies as our documentation has them. */
public final class GenericBodies {

    static final String SHA = "279484c09fbe69ededfced8c1bb6e6d24616b468";

    private GenericBodies() {}

    /** A change, its build, its deployment, and an incident. */
    public static SourceStory story() {
        return new SourceStory(
                new GenericSource(List.of(Requests.SECRET)),
                new GenericSource(List.of()),
                List.of(
                        shown(change("open", "2026-03-03T08:00:00Z")),
                        shown(change("merged", "2026-03-03T09:00:00Z")),
                        shown(build("running", "2026-03-03T09:10:00Z")),
                        shown(build("succeeded", "2026-03-03T09:20:00Z")),
                        signed(deployment("in_progress", "2026-03-03T10:00:00Z"), Requests.SECRET),
                        signed(deployment("succeeded", "2026-03-03T10:04:30Z"), Requests.SECRET),
                        shown(incident("open", "2026-03-03T12:00:00Z")),
                        shown(incident("resolved", "2026-03-03T13:00:00Z"))),
                4,
                signed(deployment("succeeded", "2026-03-03T10:04:30Z"), "a-guess"));
    }

    public static WebhookRequest shown(String body) {
        return Requests.bearing("generic", Requests.SECRET, Map.of("idempotency-key", "k1"), body);
    }

    static WebhookRequest signed(String body, String secret) {
        return signed(body, secret, Told.NOW.getEpochSecond());
    }

    static WebhookRequest signed(String body, String secret, long time) {
        return Requests.with(
                "generic",
                Map.of(
                        "x-fawkes-timestamp",
                        String.valueOf(time),
                        "x-fawkes-signature",
                        "sha256=" + Signatures.hex(time + "." + body, secret)),
                body);
    }

    public static String deployment(String status, String time) {
        return """
                {"kind":"deployment","id":"till-7","time":"%s","status":"%s","service":"shop","environment":"production",
                 "production":true,"version":"%s","ref":"main","by":"octocat","url":"https://ci.example.com/7"}
                """.formatted(time, status, SHA);
    }

    static String incident(String status, String time) {
        return """
                {"kind":"incident","id":"i-1","time":"%s","status":"%s","service":"shop","title":"Checkout is down",
                 "causedByVersion":"%s","url":"https://tickets.example.com/1"}
                """.formatted(time, status, SHA);
    }

    static String build(String status, String time) {
        return """
                {"kind":"build","id":"b-1","time":"%s","status":"%s","repository":"https://github.com/octo/shop",
                 "pipeline":"build","number":7,"attempt":1,"version":"%s","ref":"main","by":"octocat"}
                """.formatted(time, status, SHA);
    }

    static String change(String status, String time) {
        return """
                {"kind":"change","id":"7","time":"%s","status":"%s","sourceKey":{"key":"github.com/project-slug",
                 "value":"octo/shop"},"title":"Add a till","number":7,"by":"octocat","version":"%s","baseRef":"main"}
                """.formatted(time, status, SHA);
    }
}
