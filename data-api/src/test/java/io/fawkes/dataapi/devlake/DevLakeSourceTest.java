package io.fawkes.dataapi.devlake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Rollout;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevLakeSourceTest {

    private static final Instant FINISHED = Instant.parse("2026-03-03T10:04:30Z");

    private final DevLakeSource devlake = new DevLakeSource(List.of(Requests.SECRET));

    @Test
    void aDeploymentIsOneOfEachRepositoryThatItNames() {
        List<FactState> facts = List.copyOf(Told.facts(
                        devlake,
                        List.of(
                                DevLakeBodies.post("1/deployments", DevLakeBodies.deployment("")),
                                DevLakeBodies.post("1/deployments", DevLakeBodies.deployment(DevLakeBodies.FINISHED))))
                .values());

        assertEquals(2, facts.size());
        FactState shop = facts.getFirst();
        assertEquals(
                "connections/1/deployments/till-7/" + DevLakeBodies.SHA + "@https://github.com/octo/shop.git",
                shop.key().sourceId());
        assertEquals(Optional.of(new SourceKey(SourceKey.GITHUB, "octo/shop")), shop.get(DeploymentFields.SOURCE_KEY));
        assertEquals(
                Optional.of(new SourceKey(SourceKey.REPOSITORY, "git.example.com/octo/web")),
                facts.getLast().get(DeploymentFields.SOURCE_KEY));
        assertEquals(Optional.of(true), shop.get(DeploymentFields.PRODUCTION));
        assertEquals(Optional.of(DevLakeBodies.SHA), shop.get(DeploymentFields.VERSION));
        assertEquals(Optional.of(new Rollout(RolloutStatus.SUCCEEDED, Optional.of(FINISHED))), shop.rollout());
    }

    @Test
    void whileItRunsADeploymentHasNoEnd() {
        FactState fact = Told.facts(devlake, List.of(DevLakeBodies.post("1/deployments", DevLakeBodies.deployment(""))))
                .firstEntry()
                .getValue();

        assertEquals(Optional.of(new Rollout(RolloutStatus.IN_PROGRESS, Optional.empty())), fact.rollout());
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS,SUCCEEDED", "FAILURE,FAILED", "ABORT,CANCELLED"})
    void everyResultIsRead(String result, RolloutStatus status) {
        String body = DevLakeBodies.deployment(DevLakeBodies.FINISHED).replace("\"SUCCESS\"", "\"" + result + "\"");

        assertEquals(
                Optional.of(new Rollout(status, Optional.of(FINISHED))),
                Told.facts(devlake, List.of(DevLakeBodies.post("1/deployments", body)))
                        .firstEntry()
                        .getValue()
                        .rollout());
    }

    @Test
    void anIssueIsAnIncidentByItsTypeAndEndsWhenItIsClosed() {
        FactState fact = Told.fact(
                devlake,
                DevLakeBodies.post("1/issue/DLK-1/close", ""),
                DevLakeBodies.post("1/issues", DevLakeBodies.issue("INCIDENT", "TODO", "null")));

        assertEquals("connections/1/issues/DLK-1", fact.key().sourceId());
        assertEquals(Optional.of(new SourceKey("devlake/connection", "1")), fact.get(IncidentFields.SOURCE_KEY));
        assertEquals(Optional.of("Checkout is down"), fact.get(IncidentFields.TITLE));
        assertEquals(Optional.of(Instant.parse("2026-03-03T12:00:00Z")), fact.get(IncidentFields.START_TIME));
        assertEquals(Optional.of(Told.NOW), fact.get(IncidentFields.RESOLVE_TIME));
    }

    @Test
    void aResolutionThatTheIssueNamesCounts() {
        FactState fact = Told.fact(
                devlake,
                DevLakeBodies.post("1/issues", DevLakeBodies.issue("INCIDENT", "DONE", "\"2026-03-03T13:00:00Z\"")));

        assertEquals(Optional.of(Instant.parse("2026-03-03T13:00:00Z")), fact.get(IncidentFields.RESOLVE_TIME));
    }

    @ParameterizedTest
    @CsvSource({"Major,High,major", "'',High,high", "'','',"})
    void theSeverityIsHowBadItIsElseThePriority(String severity, String priority, String expected) {
        String body = DevLakeBodies.issue("INCIDENT", "TODO", "null")
                .replace("\"severity\":\"\"", "\"severity\":\"" + severity + "\"")
                .replace("\"priority\":\"\"", "\"priority\":\"" + priority + "\"");

        assertEquals(
                Optional.ofNullable(expected),
                Told.fact(devlake, DevLakeBodies.post("1/issues", body)).get(IncidentFields.SEVERITY));
    }

    @Test
    void otherIssuesAreLeftAside() {
        var understood =
                Told.understood(devlake, DevLakeBodies.post("1/issues", DevLakeBodies.issue("BUG", "TODO", "null")));

        assertEquals(List.of(), understood.revisions());
        assertTrue(understood.note().contains("BUG"), understood.note());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/pullrequests", "1/pull_requests"})
    void aPullRequestBelongsToTheRepositoryItLiesIn(String endpoint) {
        FactState fact = Told.fact(
                devlake, DevLakeBodies.post(endpoint, DevLakeBodies.pullRequest("\"2026-03-03T09:00:00Z\"", "null")));

        assertEquals("connections/1/pulls/7", fact.key().sourceId());
        assertEquals(Optional.of(new SourceKey(SourceKey.GITHUB, "octo/shop")), fact.get(ChangeFields.SOURCE_KEY));
        assertEquals(Optional.of(Instant.parse("2026-03-03T09:00:00Z")), fact.get(ChangeFields.MERGE_TIME));
        assertEquals(Optional.of(Instant.parse("2026-03-03T09:00:00Z")), fact.get(ChangeFields.CLOSE_TIME));
        assertEquals(Optional.of(DevLakeBodies.SHA), fact.get(ChangeFields.MERGE_SHA));
        assertEquals(Optional.of("octocat"), fact.get(ChangeFields.AUTHOR));
    }

    @Test
    void aPullRequestWithoutAPageBelongsToItsConnection() {
        String body = DevLakeBodies.pullRequest("null", "null").replace("https://github.com/octo/shop/pull/7", "");
        FactState fact = Told.fact(devlake, DevLakeBodies.post("1/pullrequests", body));

        assertEquals(Optional.of(new SourceKey("devlake/connection", "1")), fact.get(ChangeFields.SOURCE_KEY));
        assertEquals(Optional.empty(), fact.get(ChangeFields.MERGE_SHA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1/coffee", "1/issue/x", "1/issue//close/y"})
    void aPathThatIsNotThePluginsIsRefused(String endpoint) {
        assertEquals(
                Reason.EVENT_UNKNOWN,
                Told.refused(devlake, DevLakeBodies.post(endpoint, "{}")).reason());
    }

    @ParameterizedTest
    @CsvSource({
        "id, '\"id\":\"till-7\"'",
        "startedDate, '\"startedDate\":'",
        "deploymentCommits, '\"deploymentCommits\":'",
        "deploymentCommits[0].commitSha, '\"commitSha\":'",
        "deploymentCommits[0].repoUrl, '\"repoUrl\":'",
    })
    void aMissingFieldIsRefusedByItsName(String field, String written) {
        String body = DevLakeBodies.deployment(DevLakeBodies.FINISHED)
                .replace(written, written.replaceFirst("\"[a-zA-Z]+\"", "\"no\""));

        Rejection rejection = Told.refused(devlake, DevLakeBodies.post("1/deployments", body));
        assertEquals(Reason.BODY_MALFORMED, rejection.reason());
        assertTrue(rejection.detail().startsWith(field + ":"), rejection.detail());
    }
}
