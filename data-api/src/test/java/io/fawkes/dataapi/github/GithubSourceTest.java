package io.fawkes.dataapi.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.Understanding.Refused;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GithubSourceTest {

    private static final String SHA = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final GithubSource github = new GithubSource(List.of(GithubBodies.SECRET), Set.of("Incident", "bug"));

    @Test
    void aDeploymentSaysWhatWasAskedFor() {
        Revision said = only(read("deployment", "deployment"));

        assertEquals("deployments/145988746", said.key().sourceId());
        assertEquals(Instant.parse("2019-05-15T15:20:53Z").toEpochMilli(), said.number());
        assertEquals(
                new SourceKey(SourceKey.GITHUB, "Codertocat/Hello-World"), value(said, DeploymentFields.SOURCE_KEY));
        assertEquals("production", value(said, DeploymentFields.ENVIRONMENT));
        assertEquals(SHA, value(said, DeploymentFields.VERSION));
        assertEquals("Codertocat", value(said, DeploymentFields.DEPLOYED_BY));
    }

    @Test
    void aStatusIsAnEntryOfItsOwnOnTheSameDeployment() {
        Revision said = only(read("deployment_status", "deployment_status"));

        assertEquals("deployments/145988746", said.key().sourceId());
        assertEquals(
                new StatusChange(RolloutStatus.SUCCEEDED, Instant.parse("2019-05-15T15:20:55Z")),
                value(said, DeploymentFields.STATUS_CHANGES.at("209916254")));
    }

    @ParameterizedTest
    @CsvSource({
        "pending,PENDING",
        "queued,PENDING",
        "in_progress,IN_PROGRESS",
        "success,SUCCEEDED",
        "failure,FAILED",
        "error,FAILED"
    })
    void everyStateThatGithubDocumentsIsRead(String state, RolloutStatus expected) {
        String body = GithubBodies.body("deployment_status")
                .replace("\"state\": \"success\"", "\"state\": \"" + state + "\"");
        Revision said = only(understood(github.understand(GithubBodies.signed("deployment_status", body), NOW)));

        assertEquals(
                expected,
                value(said, DeploymentFields.STATUS_CHANGES.at("209916254")).status());
    }

    @Test
    void inactiveIsNoEndAndSaysNothing() {
        String body =
                GithubBodies.body("deployment_status").replace("\"state\": \"success\"", "\"state\": \"inactive\"");
        Understood understood = understood(github.understand(GithubBodies.signed("deployment_status", body), NOW));

        assertEquals(List.of(), understood.revisions());
        assertTrue(understood.note().contains("inactive"), understood.note());
    }

    @Test
    void theDeletionOfATagBringsNoCommit() {
        assertEquals(List.of(), read("push", "push").revisions());
    }

    @Test
    void aPushSaysItsCommitsInTheOrderOfTheBranch() {
        String body = """
                {"ref":"refs/heads/main","before":"%s","after":"c2","deleted":false,
                 "repository":{"full_name":"Octo/Shop"},
                 "commits":[
                   {"id":"c1","timestamp":"2026-03-01T10:00:00+01:00","message":"first\\n\\nbody","author":{"username":"ann"}},
                   {"id":"c2","timestamp":"2026-03-01T09:30:00Z","message":"second","author":{"name":"dependabot[bot]"}}]}
                """.formatted(SHA);
        List<Revision> said = understood(github.understand(GithubBodies.signed("push", body), NOW))
                .revisions();

        assertEquals(
                List.of("commits/octo/shop/c1", "commits/octo/shop/c2"),
                said.stream().map(r -> r.key().sourceId()).toList());
        assertEquals("refs/heads/main", value(said.getFirst(), ChangeFields.PREDECESSORS.at(SHA)));
        assertEquals("refs/heads/main", value(said.getLast(), ChangeFields.PREDECESSORS.at("c1")));
        assertEquals(Instant.parse("2026-03-01T09:00:00Z"), value(said.getFirst(), ChangeFields.AUTHOR_TIME));
        assertEquals("first", value(said.getFirst(), ChangeFields.TITLE));
        assertEquals(true, value(said.getLast(), ChangeFields.AUTHOR_IS_BOT));
    }

    @Test
    void aForcedPushDoesNotFollowWhatItReplaced() {
        String body = """
                {"ref":"refs/heads/main","before":"%s","after":"c1","deleted":false,"forced":true,
                 "repository":{"full_name":"octo/shop"},
                 "commits":[{"id":"c1","timestamp":"2026-03-01T10:00:00Z","message":"first"}]}
                """.formatted(SHA);
        Revision said = only(understood(github.understand(GithubBodies.signed("push", body), NOW)));

        assertTrue(said.fields().keySet().stream().noneMatch(ChangeFields.PREDECESSORS::holds));
    }

    @Test
    void thePushOfANewBranchHasNoPredecessorToShow() {
        Understood understood = read("push", "push-with-new-branch");

        understood
                .revisions()
                .forEach(revision -> assertTrue(
                        revision.fields().keySet().stream().noneMatch(path -> path.contains("[0000000")),
                        revision.toString()));
    }

    @Test
    void aClosedPullRequestThatWasNotMergedHasNoMergeCommit() {
        Revision said = only(read("pull_request", "pull_request-closed"));

        assertEquals("pulls/279147437", said.key().sourceId());
        assertEquals(Optional.empty(), said.fields().get(ChangeFields.MERGE_SHA.path()));
        assertEquals("ec26c3e57ca3a959ca5aad62de7213c562f8c821", value(said, ChangeFields.HEAD_SHA));
        assertEquals(SHA, value(said, ChangeFields.BASE_SHA));
    }

    @Test
    void anIssueWithAnIncidentLabelIsAnIncident() {
        Revision said = only(read("issues", "issues-labeled"));

        assertEquals("issues/444500041", said.key().sourceId());
        assertEquals(false, value(said, IncidentFields.WITHDRAWN));
        assertEquals(Instant.parse("2019-05-15T15:20:18Z"), value(said, IncidentFields.START_TIME));
        assertEquals(Optional.empty(), said.fields().get(IncidentFields.RESOLVE_TIME.path()));
    }

    @Test
    void takingTheLabelOffTakesTheIncidentBack() {
        String body = """
                {"action":"unlabeled","label":{"name":"INCIDENT"},"repository":{"full_name":"octo/shop"},
                 "issue":{"id":7,"labels":[],"created_at":"2026-03-01T10:00:00Z","updated_at":"2026-03-01T11:00:00Z"}}
                """;

        assertEquals(
                true,
                value(
                        only(understood(github.understand(GithubBodies.signed("issues", body), NOW))),
                        IncidentFields.WITHDRAWN));
    }

    @Test
    void anIssueMayNameItsCause() {
        String body = """
                {"action":"opened","repository":{"full_name":"octo/shop"},
                 "issue":{"id":7,"labels":[{"name":"incident"}],"body":"Checkout is down.\\n\\nCaused-by: F95F852bd8fc\\n",
                          "created_at":"2026-03-01T10:00:00Z","updated_at":"2026-03-01T11:00:00Z"}}
                """;

        assertEquals(
                "f95f852bd8fc",
                value(
                        only(understood(github.understand(GithubBodies.signed("issues", body), NOW))),
                        IncidentFields.CAUSED_BY_VERSION));
    }

    @Test
    void anIssueWithoutTheLabelIsNoIncident() {
        var incidentsOnly = new GithubSource(List.of(GithubBodies.SECRET), Set.of("incident"));

        var understood = understood(
                incidentsOnly.understand(GithubBodies.signed("issues", GithubBodies.body("issues-labeled")), NOW));

        assertEquals(List.of(), understood.revisions());
    }

    @Test
    void aRunOfAWorkflowIsABuild() {
        Revision said = only(read("workflow_run", "workflow_run-completed"));

        assertEquals("workflow_runs/289782451/attempts/1", said.key().sourceId());
        assertEquals(Instant.parse("2020-10-05T16:33:49Z").toEpochMilli() * 4 + 2, said.number());
        assertEquals(BuildStatus.SUCCEEDED, value(said, BuildFields.STATUS));
        assertEquals("3484a3fb816e0859fd6e1cea078d76385ff50625", value(said, BuildFields.COMMIT_SHA));
        assertEquals(163, value(said, BuildFields.NUMBER));
        assertEquals(Instant.parse("2020-10-05T16:33:24Z"), value(said, BuildFields.QUEUE_TIME));
        assertEquals(Instant.parse("2020-10-05T16:33:49Z"), value(said, BuildFields.FINISH_TIME));
    }

    @Test
    void aReRunIsABuildOfItsOwnThatWasNotQueuedWithTheFirst() {
        String body =
                GithubBodies.body("workflow_run-completed").replaceFirst("\"run_attempt\": *1", "\"run_attempt\": 2");
        Revision said = only(understood(github.understand(GithubBodies.signed("workflow_run", body), NOW)));

        assertEquals("workflow_runs/289782451/attempts/2", said.key().sourceId());
        assertEquals(2, value(said, BuildFields.ATTEMPT));
        assertEquals(Optional.empty(), said.value(BuildFields.QUEUE_TIME));
    }

    @ParameterizedTest
    @CsvSource({
        "success,SUCCEEDED",
        "neutral,SUCCEEDED",
        "failure,FAILED",
        "timed_out,FAILED",
        "cancelled,CANCELLED",
        "skipped,CANCELLED",
        "action_required,CANCELLED"
    })
    void aCheckOfAnAppIsABuild(String conclusion, BuildStatus status) {
        Revision said = only(understood(
                github.understand(GithubBodies.signed("check_run", checkRun("sonarqubecloud", conclusion)), NOW)));

        assertEquals("check_runs/4", said.key().sourceId());
        assertEquals(status, value(said, BuildFields.STATUS));
        assertEquals("Quality gate", value(said, BuildFields.PIPELINE));
        assertEquals("changes", value(said, BuildFields.REF));
    }

    @Test
    void aCheckOfActionsIsAJobOfAWorkflowWhichIsToldOfElsewhere() {
        assertEquals(
                List.of(),
                understood(github.understand(
                                GithubBodies.signed("check_run", checkRun("github-actions", "success")), NOW))
                        .revisions());
    }

    private static String checkRun(String app, String conclusion) {
        return """
                {"action":"completed","repository":{"full_name":"octo/shop"},
                 "check_run":{"id":4,"name":"Quality gate","head_sha":"%s","status":"completed","conclusion":"%s",
                  "started_at":"2026-03-03T10:00:00Z","completed_at":"2026-03-03T10:01:00Z",
                  "html_url":"https://github.com/octo/shop/runs/4","app":{"id":1,"slug":"%s"},
                  "check_suite":{"id":5,"head_branch":"changes"}}}
                """.formatted(SHA, conclusion, app);
    }

    @Test
    void aReviewShowsThePullRequestAsItIs() {
        Revision said = only(read("pull_request_review", "pull_request_review-submitted"));

        assertEquals("pulls/279147437", said.key().sourceId());
        assertEquals(2, value(said, ChangeFields.NUMBER));
        assertEquals(Optional.empty(), said.value(ChangeFields.MERGE_SHA));
    }

    @ParameterizedTest
    @CsvSource({"ann,User,true", "Codertocat,User,false", "helper[bot],User,false", "helper,Bot,false"})
    void onlyPeopleOtherThanTheAuthorReview(String reviewer, String type, boolean reviews) {
        String body = """
                {"action":"submitted","repository":{"full_name":"octo/shop"},
                 "review":{"id":9,"user":{"login":"%s","type":"%s"},"submitted_at":"2026-03-03T09:00:00Z","state":"approved"},
                 "pull_request":{"id":7,"number":1,"user":{"login":"Codertocat","type":"User"},"merged_at":null,
                  "created_at":"2026-03-03T08:00:00Z","updated_at":"2026-03-03T09:00:00Z","closed_at":null,
                  "head":{"sha":"a"},"base":{"sha":"b","ref":"main"}}}
                """.formatted(reviewer, type);
        Revision said = only(understood(github.understand(GithubBodies.signed("pull_request_review", body), NOW)));

        assertEquals(
                reviews ? Optional.of(Instant.parse("2026-03-03T09:00:00Z")) : Optional.empty(),
                said.value(ChangeFields.REVIEWS.at("9")));
    }

    @Test
    void aReleaseIsNoDeployment() {
        Understood understood = read("release", "release-published");

        assertEquals(List.of(), understood.revisions());
        assertTrue(understood.note().contains("release"), understood.note());
    }

    @Test
    void aPingIsUnderstoodAndSaysNothing() {
        assertEquals(List.of(), read("ping", "ping").revisions());
    }

    @Test
    void aBodyThatWasChangedAfterSigningIsRefused() {
        byte[] body = GithubBodies.body("deployment").getBytes(StandardCharsets.UTF_8);
        WebhookRequest signed = GithubBodies.signed("deployment", body, GithubBodies.SECRET);
        body[10]++;

        assertEquals(Reason.SIGNATURE_INVALID, refusal(github.understand(signed, NOW)));
    }

    @Test
    void duringARotationTheOldAndTheNewSecretSign() {
        var rotating = new GithubSource(List.of("new", "old"), Set.of());
        byte[] body = GithubBodies.body("ping").getBytes(StandardCharsets.UTF_8);

        understood(rotating.understand(GithubBodies.signed("ping", body, "old"), NOW));
        understood(rotating.understand(GithubBodies.signed("ping", body, "new"), NOW));
        assertEquals(
                Reason.SIGNATURE_INVALID,
                refusal(rotating.understand(GithubBodies.signed("ping", body, "older"), NOW)));
    }

    @Test
    void withoutASecretNothingIsBelieved() {
        var unconfigured = new GithubSource(List.of(), Set.of());

        assertEquals(Reason.SECRET_MISSING, refusal(unconfigured.understand(GithubBodies.signed("ping", "{}"), NOW)));
    }

    @Test
    void anEventThatNobodyReadsIsRefusedByName() {
        assertEquals(Reason.EVENT_UNKNOWN, refusal(github.understand(GithubBodies.signed("gollum", "{}"), NOW)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"deployment\":1}",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{\"deployment\":{\"id\":\"x\"}}"
            })
    void aBodyThatIsNotWhatGithubWritesIsRefused(String body) {
        assertEquals(Reason.BODY_MALFORMED, refusal(github.understand(GithubBodies.signed("deployment", body), NOW)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingThatASenderSendsEverThrows(long seed) {
        var random = new Random(seed);
        byte[] original = GithubBodies.body("deployment_status").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 500; round++) {
            byte[] body = original.clone();
            for (int hit = 0; hit <= random.nextInt(4); hit++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertInstanceOf(
                    Understanding.class,
                    github.understand(GithubBodies.signed("deployment_status", body, GithubBodies.SECRET), NOW),
                    "seed " + seed);
        }
    }

    private Understood read(String event, String file) {
        return understood(github.understand(GithubBodies.signed(event, GithubBodies.body(file)), NOW));
    }

    private static Understood understood(Understanding understanding) {
        return assertInstanceOf(Understood.class, understanding, understanding.toString());
    }

    private static Reason refusal(Understanding understanding) {
        return assertInstanceOf(Refused.class, understanding, understanding.toString())
                .rejection()
                .reason();
    }

    private static Revision only(Understood understood) {
        assertEquals(1, understood.revisions().size());
        return understood.revisions().getFirst();
    }

    private static <T> T value(Revision revision, Field<T> field) {
        Optional<Object> said = revision.fields().getOrDefault(field.path(), Optional.empty());
        return said.map(field.type()::cast)
                .orElseThrow(() -> new AssertionError(field.path() + " is not said by " + revision));
    }
}
