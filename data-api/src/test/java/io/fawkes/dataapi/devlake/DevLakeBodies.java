package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.SourceStory;
import java.util.List;
import java.util.Map;

/** Bodies as the documentation of DevLake's plugin has them. */
public final class DevLakeBodies {

    static final String SHA = "279484c09fbe69ededfced8c1bb6e6d24616b468";
    static final String FINISHED = ",\"finishedDate\":\"2026-03-03T10:04:30+00:00\"";

    private DevLakeBodies() {}

    /** A pull request, its deployment in two repositories, and an incident. */
    public static SourceStory story() {
        return new SourceStory(
                new DevLakeSource(List.of(Requests.SECRET)),
                new DevLakeSource(List.of()),
                List.of(
                        post("1/pullrequests", pullRequest("null", "null")),
                        post("1/pullrequests", pullRequest("\"2026-03-03T09:00:00Z\"", "null")),
                        post("1/deployments", deployment("")),
                        post("1/deployments", deployment(FINISHED)),
                        post("1/issues", issue("INCIDENT", "TODO", "null")),
                        post("1/issue/DLK-1/close", "{\"resolutionDate\":\"2026-03-03T13:00:00Z\"}")),
                4,
                post("1/deployments", deployment(FINISHED), "a-guess"));
    }

    public static WebhookRequest post(String endpoint, String body) {
        return post(endpoint, body, Requests.SECRET);
    }

    static WebhookRequest post(String endpoint, String body, String key) {
        return Requests.bearing("devlake", key, Map.of(WebhookRequest.ENDPOINT, endpoint), body);
    }

    public static String deployment(String finished) {
        return """
                {"id":"till-7","displayTitle":"Till 7","url":"https://ci.example.com/7","result":"SUCCESS",
                 "environment":"PRODUCTION","name":"deploy the till","createdDate":"2026-03-03T09:59:00+00:00",
                 "startedDate":"2026-03-03T10:00:00+00:00"%s,
                 "deploymentCommits":[
                  {"displayTitle":"till","repoUrl":"https://github.com/octo/shop.git","refName":"main",
                   "commitSha":"%s","commitMsg":"Add a till"},
                  {"repoUrl":"git@git.example.com:octo/web.git","commitSha":"da1560886d4f094c3e6c9ef40349f7d38b5d27d7"}]}
                """.formatted(finished, SHA);
    }

    static String issue(String type, String status, String resolved) {
        return """
                {"url":"https://tickets.example.com/1","issueKey":"DLK-1","title":"Checkout is down","description":"",
                 "epicKey":"","type":"%s","status":"%s","originalStatus":"created","storyPoint":0,
                 "resolutionDate":%s,"createdDate":"2026-03-03T12:00:00+00:00","updatedDate":null,"priority":"",
                 "severity":"","component":""}
                """.formatted(type, status, resolved);
    }

    static String pullRequest(String merged, String closed) {
        return """
                {"id":"pr1","baseRepoId":"webhook:1","headRepoId":"","status":"MERGED","originalStatus":"",
                 "displayTitle":"Add a till","description":"","url":"https://github.com/octo/shop/pull/7",
                 "authorName":"Octocat","authorId":"octocat","pullRequestKey":7,"createdDate":"2026-03-02T16:17:36Z",
                 "mergedDate":%s,"closedDate":%s,"type":"feature","component":"","mergeCommitSha":"%s",
                 "headRef":"till","baseRef":"main","baseCommitSha":"e73325c2c9863f42ea25871cbfaeebcb8edcf604",
                 "headCommitSha":"b22f772f1197edfafd4cc5fe679a2d299ec12837","additions":100,"deletions":50,"isDraft":false}
                """.formatted(merged, closed, SHA);
    }
}
