package io.fawkes.standalone.endtoend;

import java.util.ArrayList;
import java.util.List;

/**
 * Some weeks of a service as GitHub tells them, with answers that can be computed by hand.
 *
 * <p>A baseline; two commits deployed on 3 March at 13:15, hurting users from 14:00 to 14:45; a third commit whose first
 * rollout fails and whose second succeeds at 11:00 on 5 March; and an incident two months later that names that third
 * commit as its cause.
 *
 * @param slug repository, {@code owner/name}
 * @param base added to every id of GitHub's, so that several stories can be told to one mesh
 */
record GithubStory(String slug, long base) {

    /** What one request carries. */
    record Event(String name, String body) {}

    List<Event> events() {
        List<Event> events = new ArrayList<>();
        events.add(push(sha(0), List.of(commit(1, "2026-03-03T08:00:00Z"), commit(2, "2026-03-03T09:00:00Z"))));
        events.addAll(deployment(1, sha(0), "2026-03-02T09:50:00Z", "2026-03-02T10:00:00Z", "success"));
        events.addAll(deployment(2, sha(2), "2026-03-03T13:05:00Z", "2026-03-03T13:15:00Z", "success"));
        events.add(issue(1, "2026-03-03T14:00:00Z", "null", "2026-03-03T14:00:00Z", ""));
        events.add(issue(1, "2026-03-03T14:00:00Z", "\"2026-03-03T14:45:00Z\"", "2026-03-03T14:45:00Z", ""));
        events.add(push(sha(2), List.of(commit(3, "2026-03-05T09:00:00Z"))));
        events.addAll(deployment(3, sha(3), "2026-03-05T09:55:00Z", "2026-03-05T10:00:00Z", "failure"));
        events.addAll(deployment(4, sha(3), "2026-03-05T10:45:00Z", "2026-03-05T11:00:00Z", "success"));
        events.add(issue(
                2,
                "2026-05-05T10:00:00Z",
                "\"2026-05-05T12:00:00Z\"",
                "2026-05-05T12:00:00Z",
                "Checkout lost orders.\\n\\nCaused-by: " + sha(3)));
        return events;
    }

    /** Forty hex digits, different in every story. */
    String sha(int commit) {
        return "%036x%04x".formatted(base + 0xabcdefL, commit);
    }

    private String commit(int number, String time) {
        return """
                {"id":"%s","timestamp":"%s","message":"commit %d","url":"https://github.com/%s/commit/%s",
                 "author":{"name":"A Person","username":"person"}}""".formatted(sha(number), time, number, slug, sha(number));
    }

    private Event push(String before, List<String> commits) {
        return new Event("push", """
                {"ref":"refs/heads/main","before":"%s","deleted":false,"forced":false,"commits":[%s],%s}
                """.formatted(before, String.join(",", commits), repository()));
    }

    private List<Event> deployment(int number, String sha, String created, String ended, String state) {
        String shown = """
                "deployment":{"id":%d,"url":"https://api.github.com/repos/%s/deployments/%d","sha":"%s","ref":"main",
                 "environment":"production","creator":{"login":"person"},"created_at":"%s","updated_at":"%%s"}""".formatted(base + number, slug, base + number, sha, created);
        Event asked = new Event("deployment", "{" + shown.formatted(created) + "," + repository() + "}");
        Event status = new Event("deployment_status", """
                {"deployment_status":{"id":%d,"state":"%s","created_at":"%s"},%s,%s}
                """.formatted(
                        base + 100 + number, state, ended, shown.formatted(ended), repository()));
        return List.of(asked, status);
    }

    private Event issue(int number, String opened, String closed, String updated, String text) {
        return new Event("issues", """
                {"action":"edited","issue":{"id":%d,"title":"Users are hurt","html_url":"https://github.com/%s/issues/%d",
                 "labels":[{"name":"incident"}],"created_at":"%s","closed_at":%s,"updated_at":"%s","body":"%s"},%s}
                """.formatted(
                        base + 200 + number, slug, number, opened, closed, updated, text, repository()));
    }

    private String repository() {
        return "\"repository\":{\"full_name\":\"" + slug + "\"}";
    }
}
