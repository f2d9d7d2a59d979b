package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.sources.Signatures;
import io.fawkes.dataapi.sources.SourceStory;
import io.fawkes.runtime.webhook.ShownCredential;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Webhook requests as GitHub sends them: real bodies, signed under a test's secret. */
public final class GithubBodies {

    public static final String SECRET = "a secret of the tests";

    private GithubBodies() {}

    /** Real bodies: a deployment with its success, a pull request, an incident. */
    public static SourceStory story() {
        return new SourceStory(
                new GithubSource(List.of(SECRET), Set.of("bug")),
                new GithubSource(List.of(), Set.of()),
                List.of(
                        signed("deployment", body("deployment")),
                        signed("deployment_status", body("deployment_status")),
                        signed("pull_request", body("pull_request-opened")),
                        signed("pull_request", body("pull_request-closed")),
                        signed("push", body("push")),
                        signed("issues", body("issues-labeled")),
                        signed("pull_request_review", body("pull_request_review-submitted")),
                        signed("workflow_run", body("workflow_run-completed"))),
                4,
                signed("deployment", body("deployment").getBytes(StandardCharsets.UTF_8), "a-guess"));
    }

    /** A body that GitHub sent, by the name of its file. */
    public static String body(String name) {
        String path = "/webhooks/github/" + name + ".json";
        try (InputStream file = Objects.requireNonNull(GithubBodies.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static WebhookRequest signed(String event, String body) {
        return signed(event, body.getBytes(StandardCharsets.UTF_8), SECRET);
    }

    public static WebhookRequest signed(String event, byte[] body, String secret) {
        return new WebhookRequest(
                "github", ShownCredential.NONE, headers(event, body, secret), Bytes.of(body), body.length);
    }

    private static Map<String, String> headers(String event, byte[] body, String secret) {
        return Map.of(
                "x-github-event",
                event,
                "x-github-delivery",
                UUID.randomUUID().toString(),
                "x-hub-signature-256",
                signature(body, secret),
                "content-type",
                "application/json");
    }

    public static String signature(byte[] body, String secret) {
        return "sha256=" + Signatures.hex(body, secret);
    }
}
