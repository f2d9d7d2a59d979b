package io.fawkes.dataapi.gitlab;

import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.SourceStory;
import java.util.List;
import java.util.Map;

/** Bodies as GitLab documents them. */
public final class GitlabBodies {

    static final String SHA = "279484c09fbe69ededfced8c1bb6e6d24616b468";
    private static final String PROJECT = """
            "project":{"id":30,"name":"Shop","description":"","web_url":"https://gitlab.example.com/Octo/Shop",
              "avatar_url":null,"git_ssh_url":"ssh://git@gitlab.example.com/Octo/Shop.git",
              "git_http_url":"https://gitlab.example.com/Octo/Shop.git","namespace":"Octo","visibility_level":0,
              "path_with_namespace":"Octo/Shop","default_branch":"main","ci_config_path":"",
              "homepage":"https://gitlab.example.com/Octo/Shop","url":"ssh://git@gitlab.example.com/Octo/Shop.git"}""";
    private static final String USER = """
            "user":{"id":1,"name":"Octocat","username":"octocat","avatar_url":"https://gitlab.example.com/a.png",
              "email":"[REDACTED]"}""";

    private GitlabBodies() {}

    /** A request with a merge, its push, and the deployment of it. */
    public static SourceStory story() {
        return new SourceStory(
                new GitlabSource(List.of(Requests.SECRET)),
                new GitlabSource(List.of()),
                List.of(
                        hook("Merge Request Hook", mergeRequest("open", "opened", "null", "2026-03-03 08:00:00 UTC")),
                        hook(
                                "Merge Request Hook",
                                mergeRequest("merge", "merged", "\"" + SHA + "\"", "2026-03-03 09:30:00 UTC")),
                        hook("Push Hook", push(1)),
                        hook("Deployment Hook", deployment("created", "2026-03-03 10:59:00 +0100")),
                        hook("Deployment Hook", deployment("running", "2026-03-03 11:00:00 +0100")),
                        hook("Deployment Hook", deployment("success", "2026-03-03 11:04:30 +0100")),
                        hook("Pipeline Hook", pipeline("pending", "null")),
                        hook("Pipeline Hook", pipeline("running", "null")),
                        hook("Pipeline Hook", pipeline("success", "\"2026-03-03 09:40:26 UTC\""))),
                4,
                hook("Deployment Hook", deployment("success", "2026-03-03 11:04:30 +0100"), "a-guess"));
    }

    public static WebhookRequest hook(String event, String body) {
        return hook(event, body, Requests.SECRET);
    }

    static WebhookRequest hook(String event, String body, String token) {
        return Requests.with(
                "gitlab",
                Map.of(
                        "x-gitlab-event",
                        event,
                        "x-gitlab-token",
                        token,
                        "x-gitlab-instance",
                        "https://gitlab.example.com",
                        "idempotency-key",
                        "f5e69a0f-cd73-4cb4-aad5-4b4ac7e0ab6a"),
                body);
    }

    public static String deployment(String status, String changedAt) {
        return """
                {"object_kind":"deployment","status":"%s","status_changed_at":"%s","deployment_id":15,
                 "deployable_id":796,"deployable_url":"https://gitlab.example.com/Octo/Shop/-/jobs/796",
                 "environment":"production","environment_tier":"production","environment_slug":"production",
                 "environment_external_url":"https://shop.example.com",%s,"short_sha":"279484c0",%s,
                 "user_url":"https://gitlab.example.com/octocat",
                 "commit_url":"https://gitlab.example.com/Octo/Shop/-/commit/%s","commit_title":"Add a till","ref":"main"}
                """.formatted(status, changedAt, PROJECT, USER, SHA);
    }

    static String mergeRequest(String action, String state, String mergeSha, String updatedAt) {
        return """
                {"object_kind":"merge_request","event_type":"merge_request",%s,%s,
                 "repository":{"name":"Shop","url":"ssh://git@gitlab.example.com/Octo/Shop.git","description":""},
                 "object_attributes":{"id":99,"iid":7,"target_branch":"main","source_branch":"till",
                  "source_project_id":30,"author_id":1,"assignee_ids":[6],"title":"Add a till",
                  "created_at":"2026-03-03 08:00:00 UTC","updated_at":"%s","last_edited_at":null,"milestone_id":null,
                  "state_id":1,"state":"%s","merge_status":"unchecked","target_project_id":30,"description":"",
                  "merge_commit_sha":%s,"url":"https://gitlab.example.com/Octo/Shop/-/merge_requests/7",
                  "last_commit":{"id":"da1560886d4f094c3e6c9ef40349f7d38b5d27d7","message":"Add a till",
                   "timestamp":"2026-03-02T23:36:29+02:00","author":{"name":"Octocat","email":"octocat@example.com"}},
                  "draft":false,"work_in_progress":false,"action":"%s","detailed_merge_status":"mergeable"},
                 "labels":[],"changes":{}}
                """.formatted(USER, PROJECT, updatedAt, state, mergeSha, action);
    }

    static String push(int total) {
        return """
                {"object_kind":"push","event_name":"push","before":"95790bf891e76fee5e1747ab589903a6a1f80f22","after":"%s",
                 "ref":"refs/heads/main","ref_protected":true,"checkout_sha":"%s","user_id":1,"user_name":"Octocat",
                 "user_username":"octocat","user_email":"octocat@example.com","project_id":30,%s,
                 "commits":[{"id":"%s","message":"Add a till\\n\\nIt counts.","title":"Add a till",
                  "timestamp":"2026-03-03T10:30:00+01:00","url":"https://gitlab.example.com/Octo/Shop/-/commit/1",
                  "author":{"name":"Octocat","email":"octocat@example.com"},"added":["till"],"modified":[],"removed":[]}],
                 "total_commits_count":%d}
                """.formatted(SHA, SHA, PROJECT, SHA, total);
    }

    static String pipeline(String status, String finishedAt) {
        return """
                {"object_kind":"pipeline","object_attributes":{"id":31,"iid":3,"name":"Pipeline of main","ref":"main",
                  "tag":false,"sha":"%s","before_sha":"95790bf891e76fee5e1747ab589903a6a1f80f22","source":"push",
                  "status":"%s","detailed_status":"passed","stages":["build","deploy"],
                  "created_at":"2026-03-03 09:30:26 UTC","finished_at":%s,"duration":560,"queued_duration":12,
                  "variables":[],"url":"https://gitlab.example.com/Octo/Shop/-/pipelines/31"},%s,%s,
                 "commit":{"id":"%s","message":"Add a till","timestamp":"2026-03-03T10:30:00+01:00"},"builds":[]}
                """.formatted(SHA, status, finishedAt, USER, PROJECT, SHA);
    }
}
