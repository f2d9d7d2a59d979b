package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.JsonBodies;
import java.time.Instant;
import java.util.List;

/**
 * Where in the plugin a request was posted to.
 *
 * @param connection the plugin's connection, which stands for a project
 * @param parts the rest of the path
 */
record Endpoint(String connection, List<String> parts) {

    static Endpoint of(String path) {
        List<String> parts = List.of(path.split("/", -1));
        return new Endpoint(parts.getFirst(), parts.subList(1, parts.size()));
    }

    Understanding read(Bytes body, Instant receivedAt) {
        return switch (String.join("/", parts)) {
            case "deployments" -> JsonBodies.read(body, deployment -> new PostedDeployment(this, deployment).told());
            case "issues" -> JsonBodies.read(body, issue -> new PostedIssue(this, issue).told());
            case "pullrequests", "pull_requests" ->
                JsonBodies.read(body, pull -> new PostedPullRequest(this, pull).told());
            default -> closesIssue() ? ClosedIssue.told(this, parts.get(1), body, receivedAt) : unknown();
        };
    }

    private boolean closesIssue() {
        return parts.size() == 3
                && parts.getFirst().equals("issue")
                && parts.getLast().equals("close");
    }

    private static Understanding unknown() {
        return Understanding.refused(
                Reason.EVENT_UNKNOWN,
                "path: not of the plugin (expected: /webhooks/devlake/{connection}/ and one of deployments, issues,"
                        + " issue/{key}/close, pullrequests)");
    }

    /** The plugin's ids are a connection's own. */
    FactKey key(String rest) {
        return new FactKey(DevLakeSource.NAME, "connections/" + connection + "/" + rest);
    }

    /** What the connection stands for, where nothing says it better. */
    SourceKey claim() {
        return new SourceKey("devlake/connection", connection);
    }
}
