package io.fawkes.standalone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fawkes.standalone.demo.history.Post;
import io.fawkes.standalone.demo.history.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What posted bodies say of one service, read by the sources' own documentation and by no code of ours. */
final class PostedFacts {

    /** One deployment as one source tells it, once it has ended; {@code config} is empty where the source knows none. */
    record Told(int trust, String sha, String config, Instant start, Instant end, boolean succeeded) {}

    /** A commit; {@code bot} if a program made it. */
    record Commit(Instant time, boolean bot) {}

    /** A merged pull request: what the main branch got, and its branch's last commit. */
    record Pull(String mergeSha, String headSha, String baseSha) {}

    /** What hurt users. */
    record Incident(Instant began, Optional<Instant> resolved, String cause) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final int ARGO_CD = 0;
    private static final int GITHUB = 1;
    private static final int JENKINS = 2;

    private final Profile profile;
    final List<Told> deployments = new ArrayList<>();
    final Map<String, Commit> commits = new HashMap<>();
    final Map<String, Set<String>> parents = new HashMap<>();
    final List<Pull> pulls = new ArrayList<>();
    private final Map<String, JsonNode> issues = new HashMap<>();
    private final Map<String, Instant> builds = new HashMap<>();
    private Optional<Instant> storm = Optional.empty();

    PostedFacts(Profile profile, Collection<Post> posts) {
        this.profile = profile;
        posts.stream().sorted(Comparator.comparing(Post::time)).forEach(this::read);
    }

    List<Incident> incidents() {
        return Stream.concat(
                        issues.values().stream()
                                .filter(issue -> issue.path("labels")
                                        .findValuesAsText("name")
                                        .contains("incident"))
                                .map(PostedFacts::incident),
                        storm.map(began -> new Incident(began, Optional.empty(), "")).stream())
                .toList();
    }

    private void read(Post post) {
        JsonNode body = json(post.body());
        switch (post.teller()) {
            case GITHUB -> {
                if (body.at("/repository/full_name").asText().equals("fawkes-demo/" + profile.service())) {
                    github(post.event(), body);
                }
            }
            case ARGOCD -> {
                if (body.path("app").asText().equals(profile.service())) {
                    argocd(body);
                }
            }
            case ALERTMANAGER -> body.path("alerts").forEach(this::alert);
            case JENKINS -> {
                if (body.path("name").asText().equals(profile.service())) {
                    jenkins(body.path("build"));
                }
            }
        }
    }

    /** Alerts of one service are one incident, which begins with the first that is grave and lasts while one fires. */
    private void alert(JsonNode alert) {
        JsonNode labels = alert.path("labels");
        if (labels.path("service").asText().equals(profile.service())
                && labels.path("severity").asText().equals("critical")) {
            Instant began = time(alert, "startsAt");
            storm = storm.filter(known -> known.isBefore(began)).or(() -> Optional.of(began));
        }
    }

    private void github(String event, JsonNode body) {
        switch (event) {
            case "push" -> push(body);
            case "pull_request" -> pull(body.path("pull_request"));
            case "deployment_status" -> status(body);
            case "issues" ->
                issues.put(body.at("/issue/id").asText(), body.path("issue")); // the latest, as posts are sorted
            default -> {
                // "deployment" says no end.
            }
        }
    }

    private void push(JsonNode body) {
        String before = body.path("before").asText();
        for (JsonNode commit : body.path("commits")) {
            String sha = commit.path("id").asText();
            boolean bot = commit.at("/author/username").asText().endsWith("[bot]");
            commits.put(sha, new Commit(time(commit, "timestamp"), bot));
            if (!before.equals("0".repeat(40))) {
                parents.computeIfAbsent(sha, _ -> new HashSet<>()).add(before);
            }
            before = sha;
        }
    }

    private void pull(JsonNode pull) {
        if (pull.path("merged").asBoolean()) {
            pulls.add(new Pull(
                    pull.path("merge_commit_sha").asText(),
                    pull.at("/head/sha").asText(),
                    pull.at("/base/sha").asText()));
        }
    }

    private void status(JsonNode body) {
        String state = body.at("/deployment_status/state").asText();
        if (state.equals("success") || state.equals("failure")) {
            JsonNode deployment = body.path("deployment");
            deployments.add(new Told(
                    GITHUB,
                    deployment.path("sha").asText(),
                    "",
                    time(deployment, "created_at"),
                    time(body.path("deployment_status"), "created_at"),
                    state.equals("success")));
        }
    }

    private void argocd(JsonNode body) {
        Instant start = time(body, "startedAt");
        String config = body.path("revision").asText();
        if (body.path("phase").asText().equals("Failed")) {
            // What failed is the configuration: the images still show what ran before.
            deployments.add(new Told(ARGO_CD, config, config, start, time(body, "finishedAt"), false));
        } else if (body.path("health").asText().equals("Healthy")) {
            Instant finished = time(body, "finishedAt");
            Instant healthy = time(body, "healthSince");
            String image = body.at("/images/0").asText();
            deployments.add(new Told(
                    ARGO_CD,
                    image.substring(image.indexOf(':') + 1),
                    config,
                    start,
                    healthy.isAfter(finished) ? healthy : finished,
                    true));
        }
    }

    private void jenkins(JsonNode build) {
        String page = build.path("full_url").asText();
        Instant time = Instant.ofEpochMilli(build.path("timestamp").asLong());
        switch (build.path("phase").asText()) {
            case "STARTED" -> builds.put(page, time);
            case "COMPLETED" ->
                deployments.add(new Told(
                        JENKINS,
                        build.at("/scm/commit").asText(),
                        "",
                        builds.getOrDefault(page, time),
                        time,
                        build.path("status").asText().equals("SUCCESS")));
            default -> {
                // FINALIZED says nothing that COMPLETED did not say before.
            }
        }
    }

    private static Incident incident(JsonNode issue) {
        String text = issue.path("body").asText();
        int cause = text.indexOf("Caused-by: ");
        return new Incident(
                time(issue, "created_at"),
                Optional.of(issue.path("closed_at"))
                        .filter(JsonNode::isTextual)
                        .map(closed -> Instant.parse(closed.asText())),
                cause < 0 ? "" : text.substring(cause + "Caused-by: ".length()).strip());
    }

    private static Instant time(JsonNode node, String field) {
        return Instant.parse(node.path(field).asText());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
