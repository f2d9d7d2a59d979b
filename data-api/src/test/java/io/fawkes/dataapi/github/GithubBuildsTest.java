package io.fawkes.dataapi.github;

import static io.fawkes.dataapi.github.GithubReading.NOW;
import static io.fawkes.dataapi.github.GithubReading.SHA;
import static io.fawkes.dataapi.github.GithubReading.github;
import static io.fawkes.dataapi.github.GithubReading.only;
import static io.fawkes.dataapi.github.GithubReading.read;
import static io.fawkes.dataapi.github.GithubReading.understood;
import static io.fawkes.dataapi.github.GithubReading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GitHub tells: runs of workflows and checks. */
class GithubBuildsTest {

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
        Revision said = only(understood(github().understand(GithubBodies.signed("workflow_run", body), NOW)));

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
                github().understand(GithubBodies.signed("check_run", checkRun("sonarqubecloud", conclusion)), NOW)));

        assertEquals("check_runs/4", said.key().sourceId());
        assertEquals(status, value(said, BuildFields.STATUS));
        assertEquals("Quality gate", value(said, BuildFields.PIPELINE));
        assertEquals("changes", value(said, BuildFields.REF));
    }

    @Test
    void aCheckOfActionsIsAJobOfAWorkflowWhichIsToldOfElsewhere() {
        assertEquals(
                List.of(),
                understood(github().understand(
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
}
