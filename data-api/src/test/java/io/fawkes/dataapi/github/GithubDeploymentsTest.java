package io.fawkes.dataapi.github;

import static io.fawkes.dataapi.github.GithubReading.NOW;
import static io.fawkes.dataapi.github.GithubReading.SHA;
import static io.fawkes.dataapi.github.GithubReading.github;
import static io.fawkes.dataapi.github.GithubReading.only;
import static io.fawkes.dataapi.github.GithubReading.read;
import static io.fawkes.dataapi.github.GithubReading.understood;
import static io.fawkes.dataapi.github.GithubReading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GitHub tells: deployments and their statuses. */
class GithubDeploymentsTest {

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
        Revision said = only(understood(github().understand(GithubBodies.signed("deployment_status", body), NOW)));

        assertEquals(
                expected,
                value(said, DeploymentFields.STATUS_CHANGES.at("209916254")).status());
    }

    @Test
    void inactiveIsNoEndAndSaysNothing() {
        String body =
                GithubBodies.body("deployment_status").replace("\"state\": \"success\"", "\"state\": \"inactive\"");
        Understood understood = understood(github().understand(GithubBodies.signed("deployment_status", body), NOW));

        assertEquals(List.of(), understood.revisions());
        assertTrue(understood.note().contains("inactive"), understood.note());
    }

    @Test
    void aReleaseIsNoDeployment() {
        Understood understood = read("release", "release-published");

        assertEquals(List.of(), understood.revisions());
        assertTrue(understood.note().contains("release"), understood.note());
    }
}
