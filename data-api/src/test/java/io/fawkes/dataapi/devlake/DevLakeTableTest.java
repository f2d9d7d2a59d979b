package io.fawkes.dataapi.devlake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Rollout;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.imports.Row;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.Told;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevLakeTableTest {

    private static final Map<String, String> DEPLOYMENT = Map.ofEntries(
            Map.entry("cicd_deployment_id", "webhook:1:till-7"),
            Map.entry("commit_sha", DevLakeBodies.SHA),
            Map.entry("repo_url", "https://github.com/octo/shop.git"),
            Map.entry("ref_name", "main"),
            Map.entry("result", "SUCCESS"),
            Map.entry("status", "DONE"),
            Map.entry("environment", "PRODUCTION"),
            Map.entry("original_environment", "PRODUCTION"),
            Map.entry("url", "https://ci.example.com/7"),
            Map.entry("created_date", "2026-03-03 09:59:00.000"),
            Map.entry("started_date", "2026-03-03 10:00:00.000"),
            Map.entry("finished_date", "2026-03-03 10:04:30.000"));

    private static final Map<String, String> PULL_REQUEST = Map.ofEntries(
            Map.entry("id", "github:GithubPullRequest:1:1763"),
            Map.entry("base_repo_id", "github:GithubRepo:1:44"),
            Map.entry("url", "https://github.com/octo/shop/pull/7"),
            Map.entry("pull_request_key", "7"),
            Map.entry("title", "Add a till"),
            Map.entry("author_name", "octocat"),
            Map.entry("author_id", "github:GithubAccount:1:9"),
            Map.entry("created_date", "2026-03-02 16:17:36"),
            Map.entry("merged_date", "2026-03-03 09:00:00"),
            Map.entry("merge_commit_sha", DevLakeBodies.SHA));

    private static final Map<String, String> INCIDENT = Map.of(
            "id", "webhook:1:DLK-1",
            "title", "Checkout is down",
            "url", "https://tickets.example.com/1",
            "status", "DONE",
            "created_date", "2026-03-03 12:00:00",
            "updated_date", "NULL",
            "resolution_date", "2026-03-03 13:00:00");

    @Test
    void aDeploymentThatWasPostedToDevLakeIsTheOneThatAPostToUsWouldMake() {
        FactState live = Told.facts(
                        new DevLakeSource(List.of(Requests.SECRET)),
                        List.of(DevLakeBodies.post("1/deployments", DevLakeBodies.deployment(DevLakeBodies.FINISHED))))
                .firstEntry()
                .getValue();
        Revision imported = read(DevLakeTable.DEPLOYMENT_COMMITS, DEPLOYMENT);

        assertEquals(live.key(), imported.key());
        assertEquals(live, FactState.unknown(live.key(), live.kind()).merge(imported, "deliveries/1"), "every field");
    }

    @Test
    void aDeploymentWithoutItsCommitsStandsForItselfAndWithThemForEachCommit() {
        Map<String, String> alone = with(
                DEPLOYMENT,
                Map.of(
                        "id", "jenkins:JenkinsBuild:1:7",
                        "cicd_scope_id", "jenkins:JenkinsJob:1:shop",
                        "cicd_deployment_id", "",
                        "commit_sha", "NULL",
                        "repo_url", ""));
        Map<String, String> joined = with(DEPLOYMENT, Map.of("id", "webhook:1:till-7"));

        Revision imported = read(DevLakeTable.DEPLOYMENTS, alone);

        assertEquals(new FactKey("devlake", "deployments/jenkins:JenkinsBuild:1:7"), imported.key());
        assertEquals(
                Optional.of(new SourceKey("devlake/scope", "jenkins:JenkinsJob:1:shop")),
                imported.value(DeploymentFields.SOURCE_KEY));
        assertEquals(Optional.of("jenkins:JenkinsBuild:1:7"), imported.value(DeploymentFields.VERSION));
        assertEquals(read(DevLakeTable.DEPLOYMENT_COMMITS, DEPLOYMENT), read(DevLakeTable.DEPLOYMENTS, joined));
    }

    @Test
    void theRestOfDevLakesDeploymentsAreKnownByDevLakesIds() {
        Revision imported = read(
                DevLakeTable.DEPLOYMENT_COMMITS,
                with(
                        DEPLOYMENT,
                        Map.of(
                                "cicd_deployment_id", "github:GithubDeployment:1:DE_kwDO",
                                "original_environment", "prod-eu",
                                "result", "FAILURE")));

        assertEquals(
                new FactKey(
                        "devlake",
                        "deployments/github:GithubDeployment:1:DE_kwDO/" + DevLakeBodies.SHA
                                + "@https://github.com/octo/shop.git"),
                imported.key());
        assertEquals(Optional.of("prod-eu"), imported.value(DeploymentFields.ENVIRONMENT));
        assertEquals(Optional.of(true), imported.value(DeploymentFields.PRODUCTION));
        assertEquals(
                Optional.of(new StatusChange(RolloutStatus.FAILED, Instant.parse("2026-03-03T10:04:30Z"))),
                imported.value(DeploymentFields.STATUS_CHANGES.at("finished")));
    }

    @Test
    void aDeploymentWithoutAResultRuns() {
        Revision imported =
                read(DevLakeTable.DEPLOYMENT_COMMITS, with(DEPLOYMENT, Map.of("result", "", "finished_date", "\\N")));

        assertEquals(
                Optional.of(new Rollout(RolloutStatus.IN_PROGRESS, Optional.empty())),
                FactState.unknown(imported.key(), imported.kind())
                        .merge(imported, "")
                        .rollout());
    }

    @ParameterizedTest
    @CsvSource({
        "github:GithubPullRequest:1:1763, github, pulls/1763",
        "gitlab:GitlabMergeRequest:2:88, gitlab, merge_requests/github.com/88",
        "webhook:1:7, devlake, connections/1/pulls/7",
        "bitbucket:BitbucketPullRequest:1:7, devlake, pull_requests/bitbucket:BitbucketPullRequest:1:7"
    })
    void aPullRequestHasTheIdThatItsLiveSourceHasForIt(String id, String source, String sourceId) {
        assertEquals(
                new FactKey(source, sourceId),
                read(DevLakeTable.PULL_REQUESTS, with(PULL_REQUEST, Map.of("id", id)))
                        .key());
    }

    @Test
    void aPullRequestHasItsTimesAndLiesInItsRepository() {
        Revision imported = read(DevLakeTable.PULL_REQUESTS, PULL_REQUEST);

        assertEquals(
                Optional.of(new SourceKey(SourceKey.GITHUB, "octo/shop")), imported.value(ChangeFields.SOURCE_KEY));
        assertEquals(Optional.of(7L), imported.value(ChangeFields.NUMBER));
        assertEquals(Optional.of("octocat"), imported.value(ChangeFields.AUTHOR));
        assertEquals(Optional.of(Instant.parse("2026-03-03T09:00:00Z")), imported.value(ChangeFields.CLOSE_TIME));
        assertEquals(Instant.parse("2026-03-03T09:00:00Z").toEpochMilli(), imported.number());
    }

    @Test
    void aPullRequestThatIsOpenHasNoMergeCommit() {
        Revision imported = read(DevLakeTable.PULL_REQUESTS, with(PULL_REQUEST, Map.of("merged_date", "")));

        assertEquals(Optional.empty(), imported.value(ChangeFields.MERGE_SHA));
        assertTrue(imported.fields().containsKey(ChangeFields.MERGE_TIME.path()), "it says that there is none");
    }

    @Test
    void anIncidentThatWasPostedToDevLakeIsTheOneThatAPostToUsWouldMake() {
        Revision imported = read(DevLakeTable.INCIDENTS, INCIDENT);
        FactState live = Told.fact(
                new DevLakeSource(List.of(Requests.SECRET)),
                DevLakeBodies.post(
                        "1/issues", DevLakeBodies.issue("INCIDENT", "DONE", "\"2026-03-03T13:00:00+00:00\"")));

        assertEquals(live, FactState.unknown(live.key(), live.kind()).merge(imported, "deliveries/1"));
    }

    @Test
    void anIssueOfGithubIsTheIncidentThatItsWebhookTellsOf() {
        Revision imported = read(
                DevLakeTable.INCIDENTS,
                with(
                        INCIDENT,
                        Map.of("id", "github:GithubIssue:1:55", "url", "https://github.com/Octo/Shop/issues/5")));

        assertEquals(new FactKey("github", "issues/55"), imported.key());
        assertEquals(
                Optional.of("critical"),
                read(
                                DevLakeTable.INCIDENTS,
                                with(INCIDENT, Map.of("severity", "", "priority", "Critical", "urgency", "low")))
                        .value(IncidentFields.SEVERITY));
        assertEquals(
                Optional.of(new SourceKey(SourceKey.GITHUB, "Octo/Shop")), imported.value(IncidentFields.SOURCE_KEY));
    }

    @Test
    void theColumnThatIsWrongIsNamed() {
        assertEquals("repo_url", refused(with(DEPLOYMENT, Map.of("repo_url", ""))));
        assertEquals("started_date", refused(with(DEPLOYMENT, Map.of("started_date", "soon"))));
        assertEquals("environment", refused(with(DEPLOYMENT, Map.of("environment", "NULL"))));
    }

    private static String refused(Map<String, String> cells) {
        return assertThrows(InvalidField.class, () -> read(DevLakeTable.DEPLOYMENT_COMMITS, cells))
                .field();
    }

    private static Revision read(DevLakeTable table, Map<String, String> cells) {
        return table.read().apply(new Row(cells, ZoneOffset.UTC));
    }

    private static Map<String, String> with(Map<String, String> cells, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(cells);
        all.putAll(others);
        return all;
    }
}
