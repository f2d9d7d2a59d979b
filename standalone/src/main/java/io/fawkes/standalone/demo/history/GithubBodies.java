package io.fawkes.standalone.demo.history;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** GitHub's words about one repository: the fields that say something, in GitHub's shape. */
final class GithubBodies {

    private static final String NEW_BRANCH = "0".repeat(40);

    private final String slug;

    GithubBodies(String slug) {
        this.slug = slug;
    }

    /** A branch's first push. */
    Post newBranch(Instant time, String branch, List<Commit> commits) {
        return push(time, branch, NEW_BRANCH, commits);
    }

    /** {@code commits} came onto {@code branch} after {@code before}. */
    Post push(Instant time, String branch, String before, List<Commit> commits) {
        String body = """
                {"ref":"refs/heads/%s","before":"%s","after":"%s","created":%s,"deleted":false,"forced":false,
                 "commits":[%s],
                 %s}
                """.formatted(
                        branch,
                        before,
                        commits.getLast().sha(),
                        before.equals(NEW_BRANCH),
                        commits.stream().map(this::commit).collect(Collectors.joining(",\n  ")),
                        repository());
        return new Post(time, Teller.GITHUB, "push", body);
    }

    private String commit(Commit commit) {
        return """
                {"id":"%1$s","timestamp":"%2$s","message":"%3$s","url":"https://github.com/%4$s/commit/%1$s",
                 "author":{"name":"%5$s","username":"%5$s"}}""".formatted(commit.sha(), commit.time(), commit.title(), slug, commit.author());
    }

    Post opened(PullRequest pull) {
        return pull(pull, "opened", pull.opened(), "\"open\",\"merged\":false,\"merged_at\":null,\"closed_at\":null");
    }

    Post merged(PullRequest pull) {
        String state =
                "\"closed\",\"merged\":true,\"merged_at\":\"%1$s\",\"closed_at\":\"%1$s\"".formatted(pull.merged());
        return pull(pull, "closed", pull.merged(), state);
    }

    private Post pull(PullRequest pull, String action, Instant time, String state) {
        String body = """
                {"action":"%s","number":%d,"pull_request":{"id":%d,"number":%d,"title":"%s","state":%s,
                  "html_url":"https://github.com/%s/pull/%d","user":{"login":"%s","type":"%s"},
                  "head":{"ref":"%s","sha":"%s"},"base":{"ref":"main","sha":"%s"},"merge_commit_sha":"%s",
                  "created_at":"%s","updated_at":"%s"},
                 %s}
                """.formatted(
                        action,
                        pull.number(),
                        pull.id(),
                        pull.number(),
                        pull.title(),
                        state,
                        slug,
                        pull.number(),
                        pull.author(),
                        Authors.isBot(pull.author()) ? "Bot" : "User",
                        pull.branch(),
                        pull.headSha(),
                        pull.baseSha(),
                        pull.mergeSha(),
                        pull.opened(),
                        time,
                        repository());
        return new Post(time, Teller.GITHUB, "pull_request", body);
    }

    /** A deployment was asked for. */
    Post deployment(long id, String sha, Instant created) {
        String body = "{\"action\":\"created\",%s,%n %s}%n".formatted(shown(id, sha, created, created), repository());
        return new Post(created, Teller.GITHUB, "deployment", body);
    }

    /** It came into {@code state}. */
    Post status(long id, String sha, Instant created, String state, Instant time) {
        String body = """
                {"action":"created","deployment_status":{"id":%d,"state":"%s","environment":"production","created_at":"%s"},
                 %s,
                 %s}
                """.formatted(
                        id + 1 + (time.getEpochSecond() - created.getEpochSecond()),
                        state,
                        time,
                        shown(id, sha, created, time),
                        repository());
        return new Post(time, Teller.GITHUB, "deployment_status", body);
    }

    private String shown(long id, String sha, Instant created, Instant updated) {
        return """
                "deployment":{"id":%1$d,"url":"https://api.github.com/repos/%2$s/deployments/%1$d","sha":"%3$s","ref":"main",
                  "task":"deploy","environment":"production","creator":{"login":"release-bot"},
                  "created_at":"%4$s","updated_at":"%5$s"}""".formatted(id, slug, sha, created, updated);
    }

    /** Users are hurt; nobody calls it an incident yet. */
    Post reported(Incident incident) {
        return issue(incident, "opened", "\"bug\"", incident.began(), "null");
    }

    /** It is an incident; one that is told late was closed by then. */
    Post labelled(Incident incident) {
        return issue(
                incident, "labeled", "\"incident\"", incident.told(), wasLate(incident) ? closed(incident) : "null");
    }

    /** Users are served again. */
    Post resolved(Incident incident) {
        String label = wasLate(incident) ? "\"bug\"" : "\"incident\"";
        return issue(incident, "closed", label, incident.resolved(), closed(incident));
    }

    private static boolean wasLate(Incident incident) {
        return incident.told().isAfter(incident.resolved());
    }

    private static String closed(Incident incident) {
        return "\"" + incident.resolved() + "\"";
    }

    private Post issue(Incident incident, String action, String label, Instant time, String closed) {
        String body = """
                {"action":"%s","issue":{"id":%d,"number":%d,"title":"%s","html_url":"https://github.com/%s/issues/%d",
                  "labels":[{"name":%s}],"created_at":"%s","updated_at":"%s","closed_at":%s,
                  "body":"%s"},
                 %s}
                """.formatted(
                        action,
                        incident.id(),
                        incident.number(),
                        incident.title(),
                        slug,
                        incident.number(),
                        label,
                        incident.began(),
                        time,
                        closed,
                        incident.text(),
                        repository());
        return new Post(time, Teller.GITHUB, "issues", body);
    }

    private String repository() {
        return "\"repository\":{\"full_name\":\"%s\",\"default_branch\":\"main\"}".formatted(slug);
    }
}
