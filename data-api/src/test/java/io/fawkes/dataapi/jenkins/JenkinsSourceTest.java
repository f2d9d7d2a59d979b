package io.fawkes.dataapi.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Rollout;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.Understanding.Refused;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.sources.Told;
import io.fawkes.runtime.webhook.ShownCredential;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JenkinsSourceTest {

    private static final String SECRET = "a-secret-of-the-tests";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant STARTED = Instant.ofEpochMilli(JenkinsBodies.STARTED);

    private final JenkinsSource jenkins = new JenkinsSource(List.of(SECRET), Optional.empty());

    @Test
    void aBuildOfADeploymentJobIsADeployment() {
        Revision said = only(JenkinsBodies.completed("SUCCESS"));
        FactState fact = fact(List.of(said));

        assertEquals(
                "builds/https://jenkins.example.com/job/shop/job/deploy/18",
                said.key().sourceId());
        assertEquals((JenkinsBodies.STARTED + 90_000) * 4 + 2, said.number());
        assertEquals(
                Optional.of(new SourceKey("jenkins.io/job-full-name", "shop/deploy")),
                fact.get(DeploymentFields.SOURCE_KEY));
        assertEquals(Optional.of("production"), fact.get(DeploymentFields.ENVIRONMENT));
        assertEquals(Optional.of(JenkinsBodies.SHA), fact.get(DeploymentFields.VERSION));
        assertEquals(Optional.of("origin/main"), fact.get(DeploymentFields.REF));
        assertEquals(Optional.of(STARTED), fact.get(DeploymentFields.CREATE_TIME));
        assertEquals(Optional.of(ended(RolloutStatus.SUCCEEDED)), fact.rollout());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theFourPhasesInAnyOrderAndTwiceMakeOneEqualFact(long seed) {
        List<Revision> told = new ArrayList<>();
        for (String body : List.of(
                JenkinsBodies.queued(),
                JenkinsBodies.started(),
                JenkinsBodies.completed("SUCCESS"),
                JenkinsBodies.finalized("SUCCESS"))) {
            told.add(only(body));
            told.add(only(body));
        }
        FactState orderly = fact(told);
        Collections.shuffle(told, new Random(seed));

        assertEquals(orderly.fields(), fact(told).fields(), "seed " + seed);
        assertEquals(Optional.of(ended(RolloutStatus.SUCCEEDED)), fact(told).rollout());
        assertEquals(Optional.of(STARTED), fact(told).get(DeploymentFields.CREATE_TIME));
    }

    @Test
    void aRepeatedPhaseChangesNothing() {
        FactState once = fact(List.of(only(JenkinsBodies.started())));

        assertEquals(once, once.merge(only(JenkinsBodies.started()), "deliveries/2"));
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS,SUCCEEDED", "UNSTABLE,SUCCEEDED", "FAILURE,FAILED", "ABORTED,CANCELLED", "NOT_BUILT,CANCELLED"
    })
    void everyResultIsRead(String result, RolloutStatus status) {
        assertEquals(
                Optional.of(ended(status)),
                fact(List.of(only(JenkinsBodies.completed(result)), only(JenkinsBodies.finalized(result))))
                        .rollout());
    }

    @Test
    void whileItRunsThereIsNoResult() {
        assertEquals(
                Optional.of(new Rollout(RolloutStatus.IN_PROGRESS, Optional.empty())),
                fact(List.of(only(JenkinsBodies.queued()), only(JenkinsBodies.started())))
                        .rollout());
    }

    @Test
    void withoutACommitTheVersionIsNotKnownYetUnlessAParameterNamesIt() {
        String noCommit = JenkinsBodies.completed("SUCCESS").replace("\"commit\":", "\"no\":");
        String named =
                noCommit.replace(JenkinsBodies.DEPLOYS, "{\"ENVIRONMENT\":\"live\",\"FAWKES_VERSION\":\"abc1234\"}");

        assertEquals(Optional.empty(), fact(List.of(only(noCommit))).get(DeploymentFields.VERSION));
        assertEquals(Optional.of("abc1234"), fact(List.of(only(named))).get(DeploymentFields.VERSION));
        assertEquals(Optional.of("live"), fact(List.of(only(named))).get(DeploymentFields.ENVIRONMENT));
    }

    @ParameterizedTest
    @CsvSource({"true,true", "FALSE,false", "perhaps,"})
    void parametersSayWhetherItWasPlannedAndWhatItMends(String hotfix, Boolean unplanned) {
        String body = JenkinsBodies.completed("SUCCESS")
                .replace(
                        JenkinsBodies.DEPLOYS,
                        "{\"ENVIRONMENT\":\"live\",\"HOTFIX\":\"" + hotfix
                                + "\",\"FIXES\":\"abc1234, ,incidents/7,\"}");
        FactState fact = fact(List.of(only(body)));

        assertEquals(Optional.ofNullable(unplanned), fact.get(DeploymentFields.UNPLANNED));
        assertEquals(Optional.of(List.of("abc1234", "incidents/7")), fact.get(DeploymentFields.FIXES));
    }

    @Test
    void aBuildThatDeploysNothingIsABuild() {
        FactState fact = Told.fact(
                jenkins,
                inPath(JenkinsBodies.body("STARTED", JenkinsBodies.STARTED, 0, "", "{}"), SECRET),
                inPath(
                        JenkinsBodies.body("FINALIZED", JenkinsBodies.STARTED + 91_000, 90_000, "UNSTABLE", "{}"),
                        SECRET),
                inPath(
                        JenkinsBodies.body("COMPLETED", JenkinsBodies.STARTED + 90_000, 90_000, "UNSTABLE", "{}"),
                        SECRET));

        assertEquals(
                "runs/https://jenkins.example.com/job/shop/job/deploy/18",
                fact.key().sourceId());
        assertEquals(Optional.of("shop/deploy"), fact.get(BuildFields.PIPELINE));
        assertEquals(Optional.of(18L), fact.get(BuildFields.NUMBER));
        assertEquals(Optional.of(BuildStatus.UNSTABLE), fact.get(BuildFields.STATUS));
        assertEquals(Optional.of(STARTED), fact.get(BuildFields.START_TIME));
        assertEquals(Optional.of(STARTED.plusSeconds(90)), fact.get(BuildFields.FINISH_TIME));
    }

    @ParameterizedTest
    @CsvSource({
        "shop/deploy, production",
        "'[^/]+/deploy', production",
        "'(?<environment>[^/]+)/deploy', shop",
        "deploy, ''",
        "'shop/.*/x', ''"
    })
    void aJobMayBeADeploymentJobByItsWholeName(String pattern, String environment) {
        var byName = new JenkinsSource(List.of(SECRET), Optional.of(Pattern.compile(pattern)));
        String body = JenkinsBodies.body("COMPLETED", JenkinsBodies.STARTED, 1, "SUCCESS", "{}");

        List<Optional<String>> environments =
                understood(byName.understand(inPath(body, SECRET), NOW)).revisions().stream()
                        .filter(said -> said.kind() == FactKind.DEPLOYMENT)
                        .map(said -> fact(List.of(said)).get(DeploymentFields.ENVIRONMENT))
                        .toList();
        assertEquals(environment.isEmpty() ? List.of() : List.of(Optional.of(environment)), environments);
    }

    @Test
    void aBranchNameIsDecodedAndAFolderMayEndInJob() {
        String body = JenkinsBodies.started().replace("job/shop/job/deploy/\",\n", "job/myjob/job/feature%2Fa+b/\",\n");

        assertEquals(
                Optional.of(new SourceKey(SourceKey.JENKINS, "myjob/feature/a+b")),
                fact(List.of(only(body))).get(DeploymentFields.SOURCE_KEY));
    }

    @Test
    void withoutARootUrlTheBuildIsKnownByItsJobAndNumber() {
        String body = JenkinsBodies.started().replace("\"full_url\":", "\"no\":");

        assertEquals("builds/job/shop/job/deploy/18", only(body).key().sourceId());
    }

    @Test
    void aQueueingWithoutATimeSaysNothing() {
        String body = JenkinsBodies.body("QUEUED", 0, 0, "", JenkinsBodies.DEPLOYS);

        assertEquals(
                List.of(),
                understood(jenkins.understand(inPath(body, SECRET), NOW)).revisions());
    }

    @ParameterizedTest
    @CsvSource({
        "url, '\"url\":\"job/shop/job/deploy/\"'",
        "build, '\"build\":'",
        "build.phase, '\"phase\":'",
        "build.status, '\"status\":'",
        "build.timestamp, '\"timestamp\":'",
        "build.number, '\"number\":'",
    })
    void aMissingFieldIsRefusedByItsName(String field, String written) {
        String body = JenkinsBodies.completed("SUCCESS").replace(written, written.replaceFirst("\"[a-z]+\"", "\"no\""));

        Rejection rejection = rejection(jenkins.understand(inPath(body, SECRET), NOW));
        assertEquals(Reason.BODY_MALFORMED, rejection.reason());
        assertTrue(rejection.detail().startsWith(field + ":"), rejection.detail());
    }

    @Test
    void aWrongCredentialIsRefusedAndNotShown() {
        WebhookRequest request = inPath("{}", "a-guess");
        Rejection rejection = rejection(jenkins.understand(request, NOW));

        assertEquals(Reason.CREDENTIAL_INVALID, rejection.reason());
        assertFalse((rejection + " " + request).contains("a-guess"));
    }

    private Revision only(String body) {
        List<Revision> said =
                understood(jenkins.understand(inPath(body, SECRET), NOW)).revisions();
        assertEquals(1, said.size());
        return said.getFirst();
    }

    private static FactState fact(List<Revision> told) {
        FactState fact = FactState.unknown(told.getFirst().key(), FactKind.DEPLOYMENT);
        for (Revision revision : told) {
            assertEquals(fact.key(), revision.key());
            fact = fact.merge(revision, "deliveries/1");
        }
        return fact;
    }

    private static Rollout ended(RolloutStatus status) {
        return new Rollout(status, Optional.of(STARTED.plusSeconds(90)));
    }

    private static WebhookRequest inPath(String body, String secret) {
        Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
        return new WebhookRequest(
                "jenkins", ShownCredential.of(Optional.empty(), secret), Map.of(), bytes, bytes.size());
    }

    private static Understood understood(Understanding understanding) {
        return assertInstanceOf(Understood.class, understanding, understanding.toString());
    }

    private static Rejection rejection(Understanding understanding) {
        return assertInstanceOf(Refused.class, understanding, understanding.toString())
                .rejection();
    }
}
