package io.fawkes.dataapi.gitlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Rollout;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitlabSourceTest {

    private static final Instant MERGED = Instant.parse("2026-03-03T09:30:00Z");

    private final GitlabSource gitlab = new GitlabSource(List.of(Requests.SECRET));

    @Test
    void aDeploymentSaysWhatWasRolledOutAndHowThatWent() {
        FactState fact = Told.fact(
                gitlab,
                deployment(GitlabBodies.deployment("running", "2026-03-03 11:00:00 +0100")),
                deployment(GitlabBodies.deployment("success", "2026-03-03 11:04:30 +0100")));

        assertEquals("deployments/gitlab.example.com/15", fact.key().sourceId());
        assertEquals(
                Optional.of(new SourceKey("gitlab.com/project-slug", "Octo/Shop")),
                fact.get(DeploymentFields.SOURCE_KEY));
        assertEquals(Optional.of("production"), fact.get(DeploymentFields.ENVIRONMENT));
        assertEquals(Optional.of(true), fact.get(DeploymentFields.PRODUCTION));
        assertEquals(Optional.of(GitlabBodies.SHA), fact.get(DeploymentFields.VERSION));
        assertEquals(Optional.of("octocat"), fact.get(DeploymentFields.DEPLOYED_BY));
        assertEquals(Optional.of(Instant.parse("2026-03-03T10:00:00Z")), fact.get(DeploymentFields.CREATE_TIME));
        assertEquals(
                Optional.of(new Rollout(RolloutStatus.SUCCEEDED, Optional.of(Instant.parse("2026-03-03T10:04:30Z")))),
                fact.rollout());
    }

    @ParameterizedTest
    @CsvSource({
        "created,PENDING",
        "blocked,PENDING",
        "running,IN_PROGRESS",
        "success,SUCCEEDED",
        "failed,FAILED",
        "canceled,CANCELLED",
        "skipped,CANCELLED"
    })
    void everyStatusIsRead(String status, RolloutStatus expected) {
        FactState fact = Told.fact(gitlab, deployment(GitlabBodies.deployment(status, "2026-03-03 11:00:00 +0100")));

        assertEquals(expected, fact.rollout().orElseThrow().status());
    }

    @ParameterizedTest
    @CsvSource({"production,true", "staging,false", "other,", "null,"})
    void anEnvironmentsTierSaysWhetherItIsProductionUnlessGitlabDoesNotKnow(String tier, Boolean production) {
        String body = GitlabBodies.deployment("success", "2026-03-03 11:00:00 +0100")
                .replace("\"environment_tier\":\"production\"", "\"environment_tier\":\"" + tier + "\"")
                .replace("\"null\"", "null");

        assertEquals(
                Optional.ofNullable(production),
                Told.fact(gitlab, deployment(body)).get(DeploymentFields.PRODUCTION));
    }

    @Test
    void withoutAPageOfTheCommitTheShortShaIsTaken() {
        String body = GitlabBodies.deployment("success", "2026-03-03 11:00:00 +0100")
                .replace("/-/commit/" + GitlabBodies.SHA, "");

        assertEquals(
                Optional.of("279484c0"), Told.fact(gitlab, deployment(body)).get(DeploymentFields.VERSION));
    }

    @Test
    void aMergeRequestIsMergedWhenTheEventThatMergesSaysSo() {
        FactState fact = Told.fact(
                gitlab,
                request("merge", "merged", "\"" + GitlabBodies.SHA + "\"", "2026-03-03 09:30:00 UTC"),
                request("update", "merged", "\"" + GitlabBodies.SHA + "\"", "2026-03-04 09:30:00 UTC"));

        assertEquals("merge_requests/gitlab.example.com/99", fact.key().sourceId());
        assertEquals(Optional.of(7L), fact.get(ChangeFields.NUMBER));
        assertEquals(Optional.of("octocat"), fact.get(ChangeFields.AUTHOR));
        assertEquals(Optional.of(false), fact.get(ChangeFields.AUTHOR_IS_BOT));
        assertEquals(Optional.of(GitlabBodies.SHA), fact.get(ChangeFields.MERGE_SHA));
        assertEquals(Optional.of(MERGED), fact.get(ChangeFields.MERGE_TIME));
        assertEquals(Optional.of(MERGED), fact.get(ChangeFields.CLOSE_TIME));
        assertEquals(Optional.of(Instant.parse("2026-03-03T08:00:00Z")), fact.get(ChangeFields.OPEN_TIME));
    }

    @Test
    void aFastForwardBecomesTheHeadItself() {
        FactState fact = Told.fact(gitlab, request("merge", "merged", "null", "2026-03-03 09:30:00 UTC"));

        assertEquals(fact.get(ChangeFields.HEAD_SHA), fact.get(ChangeFields.MERGE_SHA));
    }

    @Test
    void reopeningTakesTheCloseBack() {
        FactState fact = Told.fact(
                gitlab,
                request("reopen", "opened", "null", "2026-03-03 10:30:00 UTC"),
                request("close", "closed", "null", "2026-03-03 09:30:00 UTC"));

        assertEquals(Optional.empty(), fact.get(ChangeFields.CLOSE_TIME));
        assertEquals(Optional.empty(), fact.get(ChangeFields.MERGE_SHA));
    }

    @Test
    void anApprovalByAnotherIsAReview() {
        String own = GitlabBodies.mergeRequest("approved", "opened", "null", "2026-03-03 09:00:00 UTC");
        String others = own.replace("\"author_id\":1", "\"author_id\":2");
        Instant at = Instant.parse("2026-03-03T09:00:00Z");

        assertEquals(
                Optional.of(at),
                Told.fact(gitlab, GitlabBodies.hook("Merge Request Hook", others))
                        .get(ChangeFields.REVIEWS.at("1/" + at)));
        assertTrue(Told.fact(gitlab, GitlabBodies.hook("Merge Request Hook", own)).fields().keySet().stream()
                .noneMatch(ChangeFields.REVIEWS::holds));
    }

    @Test
    void whoActsIsTheAuthorOnlyIfGitlabSaysSo() {
        String body = GitlabBodies.mergeRequest("merge", "merged", "null", "2026-03-03 09:30:00 UTC")
                .replace("\"author_id\":1", "\"author_id\":2");

        assertEquals(
                Optional.empty(),
                Told.fact(gitlab, GitlabBodies.hook("Merge Request Hook", body)).get(ChangeFields.AUTHOR));
    }

    @Test
    void aPushThatShowsAllItsCommitsSaysWhatStoodBefore() {
        FactState whole = Told.fact(gitlab, GitlabBodies.hook("Push Hook", GitlabBodies.push(1)));
        FactState cut = Told.fact(gitlab, GitlabBodies.hook("Push Hook", GitlabBodies.push(21)));

        assertEquals(
                "commits/gitlab.example.com/octo/shop/" + GitlabBodies.SHA,
                whole.key().sourceId());
        assertEquals(
                Optional.of("refs/heads/main"),
                whole.get(ChangeFields.PREDECESSORS.at("95790bf891e76fee5e1747ab589903a6a1f80f22")));
        assertTrue(cut.fields().keySet().stream().noneMatch(ChangeFields.PREDECESSORS::holds));
    }

    @Test
    void aPushSaysWhatItsCommitsMendAndTouch() {
        String body = GitlabBodies.push(1)
                .replace("It counts.", "This reverts commit 95790bf891e76fee5e1747ab589903a6a1f80f22.")
                .replace("refs/heads/main", "refs/heads/hotfix/till");
        FactState fact = Told.fact(gitlab, GitlabBodies.hook("Push Hook", body));

        assertEquals(Optional.of(List.of("95790bf891e76fee5e1747ab589903a6a1f80f22")), fact.get(ChangeFields.FIXES));
        assertEquals(Optional.of(List.of("till")), fact.get(ChangeFields.PATHS));
        assertEquals(Optional.of(true), fact.get(ChangeFields.UNPLANNED));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"labels\":[]','\"labels\":[{\"id\":1,\"title\":\"Hotfix\"}]',true",
        "'\"source_branch\":\"till\"','\"source_branch\":\"hotfix/till\"',true",
        "'\"labels\":[]','\"labels\":[{\"id\":1,\"title\":\"bug\"}]',false"
    })
    void aMergeRequestWasNotPlannedIfItsBranchOrALabelSaysSo(String written, String other, boolean unplanned) {
        String body = GitlabBodies.mergeRequest("open", "opened", "null", "2026-03-03 08:00:00 UTC")
                .replace(written, other)
                .replace("\"description\":\"\",\n", "\"description\":\"Fixes: da15608\",\n");
        FactState fact = Told.fact(gitlab, GitlabBodies.hook("Merge Request Hook", body));

        assertEquals(Optional.of(true).filter(_ -> unplanned), fact.get(ChangeFields.UNPLANNED));
        assertEquals(Optional.of(List.of("da15608")), fact.get(ChangeFields.FIXES));
    }

    @ParameterizedTest
    @CsvSource({"true,false,true", "false,true,false"})
    void aDraftIsReadyWhenItIsNoneAnyMore(boolean before, boolean now, boolean ready) {
        String body = GitlabBodies.mergeRequest("update", "opened", "null", "2026-03-03 09:30:00 UTC")
                .replace(
                        "\"changes\":{}",
                        "\"changes\":{\"draft\":{\"previous\":%s,\"current\":%s}}".formatted(before, now));

        assertEquals(
                Optional.of(MERGED).filter(_ -> ready),
                Told.fact(gitlab, GitlabBodies.hook("Merge Request Hook", body)).get(ChangeFields.READY_TIME));
    }

    @Test
    void theDeletionOfABranchBringsNoCommit() {
        String body = GitlabBodies.push(0).replace("\"after\":\"" + GitlabBodies.SHA, "\"after\":\"" + "0".repeat(40));

        assertEquals(
                List.of(),
                Told.understood(gitlab, GitlabBodies.hook("Push Hook", body)).revisions());
    }

    @ParameterizedTest
    @CsvSource({"success,SUCCEEDED", "failed,FAILED", "canceled,CANCELLED", "skipped,CANCELLED"})
    void aPipelineIsABuild(String status, BuildStatus expected) {
        FactState fact = Told.fact(
                gitlab,
                GitlabBodies.hook("Pipeline Hook", GitlabBodies.pipeline(status, "\"2026-03-03 09:40:26 UTC\"")),
                GitlabBodies.hook("Pipeline Hook", GitlabBodies.pipeline("running", "null")));

        assertEquals("pipelines/gitlab.example.com/31", fact.key().sourceId());
        assertEquals(Optional.of(expected), fact.get(BuildFields.STATUS));
        assertEquals(Optional.of(GitlabBodies.SHA), fact.get(BuildFields.COMMIT_SHA));
        assertEquals(Optional.of(Instant.parse("2026-03-03T09:30:26Z")), fact.get(BuildFields.QUEUE_TIME));
        assertEquals(Optional.of(Instant.parse("2026-03-03T09:30:38Z")), fact.get(BuildFields.START_TIME));
        assertEquals(Optional.of(Instant.parse("2026-03-03T09:40:26Z")), fact.get(BuildFields.FINISH_TIME));
    }

    @Test
    void anEventThatNobodyReadsIsRefusedByName() {
        Rejection rejection =
                Told.refused(gitlab, GitlabBodies.hook("Wiki Page Hook", "{\"object_kind\":\"wiki_page\"}"));

        assertEquals(Reason.EVENT_UNKNOWN, rejection.reason());
        assertTrue(rejection.detail().contains("wiki_page"), rejection.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "status_changed_at, '\"status_changed_at\":'",
        "status, '\"status\":\"success\"'",
        "deployment_id, '\"deployment_id\":'",
        "environment, '\"environment\":'",
        "project.web_url, '\"web_url\":'",
        "project.path_with_namespace, '\"path_with_namespace\":'",
    })
    void aMissingFieldIsRefusedByItsName(String field, String written) {
        String body = GitlabBodies.deployment("success", "2026-03-03 11:00:00 +0100")
                .replace(written, written.replaceFirst("\"[a-z_]+\"", "\"no\""));

        Rejection rejection = Told.refused(gitlab, deployment(body));
        assertEquals(Reason.BODY_MALFORMED, rejection.reason());
        assertTrue(rejection.detail().startsWith(field + ":"), rejection.detail());
    }

    @ParameterizedTest
    @CsvSource({"new", "old"})
    void duringARotationTheOldAndTheNewTokenAreTaken(String token) {
        var rotating = new GitlabSource(List.of("new", "old"));
        String body = GitlabBodies.deployment("success", "2026-03-03 11:00:00 +0100");

        Told.understood(rotating, GitlabBodies.hook("Deployment Hook", body, token));
        assertEquals(
                Reason.CREDENTIAL_INVALID,
                Told.refused(rotating, GitlabBodies.hook("Deployment Hook", body, "older"))
                        .reason());
    }

    @Test
    void aRetryRepeatsItsIdempotencyKey() {
        WebhookRequest hook = GitlabBodies.hook("Push Hook", "{}");

        assertEquals("Push Hook", gitlab.event(hook));
        assertEquals("f5e69a0f-cd73-4cb4-aad5-4b4ac7e0ab6a", gitlab.deliveryId(hook));
    }

    private static WebhookRequest deployment(String body) {
        return GitlabBodies.hook("Deployment Hook", body);
    }

    private static WebhookRequest request(String action, String state, String mergeSha, String updatedAt) {
        return GitlabBodies.hook("Merge Request Hook", GitlabBodies.mergeRequest(action, state, mergeSha, updatedAt));
    }
}
