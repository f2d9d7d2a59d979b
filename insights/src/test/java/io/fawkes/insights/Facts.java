package io.fawkes.insights;

import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.v1.Change;
import io.fawkes.dataapi.v1.Commit;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.DeploymentStatus;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.Incident;
import io.fawkes.dataapi.v1.LeadTimeChoice;
import io.fawkes.dataapi.v1.RecoveryTimeChoice;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.dataapi.v1.SurveyAnswer;
import java.time.Instant;

/** Facts of the contract for tests. */
final class Facts {
    static final SourceKey REPO = SourceKey.newBuilder()
            .setKey("github.com/project-slug")
            .setValue("Octocat/Shop")
            .build();

    private Facts() {}

    static Fact service(String id) {
        return fact("services/" + id)
                .setService(Service.newBuilder()
                        .setName("services/" + id)
                        .setTeam("teams/shop")
                        .setTier("tier-1")
                        .addSourceKeys(REPO))
                .build();
    }

    static Fact commit(String sha, String authored, String predecessor) {
        return fact("changes/" + sha)
                .setChange(Change.newBuilder()
                        .setSourceKey(REPO)
                        .setTitle("Commit " + sha)
                        .setCommit(Commit.newBuilder()
                                .setSha(sha)
                                .setAuthorTime(time(authored))
                                .putPredecessors(predecessor, "refs/heads/main")))
                .build();
    }

    static Fact deployment(String version, String finish) {
        return fact("deployments/" + version)
                .setSource("github")
                .setDeployment(Deployment.newBuilder()
                        .setSourceKey(REPO)
                        .setEnvironment("production")
                        .setVersion(version)
                        .setStatus(DeploymentStatus.DEPLOYMENT_STATUS_SUCCEEDED)
                        .setCreateTime(time(finish))
                        .setFinishTime(time(finish)))
                .build();
    }

    static Fact incident(String id, String start, String resolved) {
        return fact("incidents/" + id)
                .setIncident(Incident.newBuilder()
                        .setSourceKey(REPO)
                        .setStartTime(time(start))
                        .setResolveTime(time(resolved)))
                .build();
    }

    static Fact surveyAnswer(String id, String time) {
        return fact("surveyAnswers/" + id)
                .setSurveyAnswer(SurveyAnswer.newBuilder()
                        .setTeam("teams/shop")
                        .setAnswerTime(time(time))
                        .setLeadTimeChoice(LeadTimeChoice.LEAD_TIME_CHOICE_ONE_WEEK_TO_ONE_MONTH)
                        .setRecoveryTimeChoice(RecoveryTimeChoice.RECOVERY_TIME_CHOICE_LESS_THAN_ONE_HOUR)
                        .setChangeFailPercent(20)
                        .setReworkPercent(0))
                .build();
    }

    static Timestamp time(String text) {
        return Timestamp.newBuilder()
                .setSeconds(Instant.parse(text).getEpochSecond())
                .build();
    }

    private static Fact.Builder fact(String name) {
        return Fact.newBuilder().setName(name).setVersion(1);
    }
}
