package io.fawkes.dataapi.argocd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.Bytes;
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
import io.fawkes.runtime.webhook.ShownCredential;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgoCdSourceTest {

    private static final String SECRET = "a secret of the tests";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final ArgoCdSource argocd = new ArgoCdSource(List.of(SECRET));

    @Test
    void anOperationIsADeploymentOfTheApplication() {
        Revision said = only(Applications.healthy());
        FactState fact = fact(List.of(said));

        assertEquals(
                "applications/argocd/checkout/operations/" + Applications.STARTED,
                said.key().sourceId());
        assertEquals(Instant.parse(Applications.HEALTHY).toEpochMilli(), said.number());
        assertEquals(Optional.of(new SourceKey("argocd/app-name", "checkout")), fact.get(DeploymentFields.SOURCE_KEY));
        assertEquals(Optional.of("production"), fact.get(DeploymentFields.ENVIRONMENT));
        assertEquals(Optional.of(Applications.SHA), fact.get(DeploymentFields.VERSION));
        assertEquals(Optional.of(Applications.CONFIG), fact.get(DeploymentFields.REF));
        assertEquals(Optional.of(Applications.CONFIG), fact.get(DeploymentFields.CONFIG_VERSION));
        assertEquals(Optional.of("octocat"), fact.get(DeploymentFields.DEPLOYED_BY));
        assertEquals(Optional.of(Instant.parse(Applications.STARTED)), fact.get(DeploymentFields.CREATE_TIME));
        assertEquals(
                Optional.of("https://argocd.example.com/applications/argocd/checkout"), fact.get(DeploymentFields.URI));
        assertEquals(Optional.of(ended(RolloutStatus.SUCCEEDED, Applications.HEALTHY)), fact.rollout());
    }

    @Test
    void withoutTheLabelTheDestinationsNamespaceIsTheEnvironment() {
        String unlabelled = Applications.healthy().replace("fawkes.io/environment", "other");

        assertEquals(Optional.of("shop"), fact(List.of(only(unlabelled))).get(DeploymentFields.ENVIRONMENT));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theStepsInAnyOrderAndTwiceMakeOneEqualFact(long seed) {
        List<Revision> told = new ArrayList<>();
        for (String application : List.of(
                Applications.running(),
                Applications.applied(),
                Applications.healthy(),
                Applications.degraded("2026-03-03T18:00:00Z"),
                Applications.healthy("2026-03-03T19:00:00Z", Applications.image(Applications.SHA)))) {
            told.add(only(application));
            told.add(only(application));
        }
        FactState orderly = fact(told);
        Collections.shuffle(told, new Random(seed));

        assertEquals(orderly.fields(), fact(told).fields(), "seed " + seed);
        assertEquals(
                Optional.of(ended(RolloutStatus.SUCCEEDED, Applications.HEALTHY)),
                fact(told).rollout(),
                "what came hours later changes nothing");
    }

    @Test
    void toApplyIsNotYetToServe() {
        FactState fact = fact(List.of(only(Applications.running()), only(Applications.applied())));

        assertEquals(Optional.of(new Rollout(RolloutStatus.IN_PROGRESS, Optional.empty())), fact.rollout());
        assertEquals(Optional.empty(), fact.get(DeploymentFields.VERSION), "the images may still be the old ones");
    }

    @Test
    void anApplicationThatComesUpDegradedFailed() {
        FactState fact = fact(List.of(only(Applications.degraded(Applications.HEALTHY))));

        assertEquals(Optional.of(ended(RolloutStatus.FAILED, Applications.HEALTHY)), fact.rollout());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "Error"})
    void aFailedOperationIsOfTheConfigurationBecauseTheOldImagesStillRun(String phase) {
        FactState fact = fact(List.of(only(Applications.failed(phase))));

        assertEquals(Optional.of(ended(RolloutStatus.FAILED, Applications.FINISHED)), fact.rollout());
        assertEquals(Optional.of(Applications.CONFIG), fact.get(DeploymentFields.VERSION));
        assertEquals(Optional.empty(), fact.get(DeploymentFields.CONFIG_VERSION), "it is the version itself");
    }

    @Test
    void severalSourcesHaveSeveralRevisions() {
        FactState fact = fact(List.of(only(Applications.severalSources())));

        assertEquals(Optional.of(Applications.CONFIG + "+15.2.0"), fact.get(DeploymentFields.VERSION));
    }

    @ParameterizedTest
    @CsvSource({
        "shop/checkout:3f8a1c2, 3f8a1c2",
        "shop/checkout:sha-3f8a1c2, 3f8a1c2",
        "shop/checkout:main-3f8a1c2b9d4e5f60718293a4b5c6d7e8f9012345, 3f8a1c2b9d4e5f60718293a4b5c6d7e8f9012345",
        "localhost:5000/checkout:3f8a1c2b9d4e5f60718293a4b5c6d7e8f9012345, 3f8a1c2b9d4e5f60718293a4b5c6d7e8f9012345",
        "shop/checkout:1.4.2, c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00",
        "shop/checkout:20260303, c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00",
        "shop/checkout, c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00"
    })
    void aTagThatIsACommitIsTheVersion(String image, String version) {
        assertEquals(Optional.of(version), version('"' + image + '"'));
    }

    @Test
    void aDigestIsTheVersionWhereNoTagIsACommit() {
        String digest = "sha256:" + "ab".repeat(32);

        assertEquals(Optional.of(digest), version("\"shop/checkout:1.4.2@" + digest + "\""));
        assertEquals(Optional.of("3f8a1c2"), version("\"shop/checkout:3f8a1c2@" + digest + "\""));
    }

    @Test
    void imagesThatDisagreeNameNoVersionUnlessALabelSaysWhichOneCounts() {
        String images = "\"shop/checkout:3f8a1c2\",\"shop/proxy:aaaabbb\"";
        String application = Applications.healthy(Applications.HEALTHY, images);
        String labelled = application.replace("\"team\":\"pay\"", "\"fawkes.io/image\":\"checkout\"");

        assertEquals(Optional.of(Applications.CONFIG), version(images));
        assertTrue(understood(argocd.understand(shown(Template.filledIn(application), SECRET), NOW))
                .note()
                .contains("images"));
        assertEquals(Optional.of("3f8a1c2"), fact(List.of(only(labelled))).get(DeploymentFields.VERSION));
    }

    @Test
    void aRollbackToAnEarlierRevisionIsADeploymentOfItsOwn() {
        Revision first = only(Applications.healthy());
        Revision again = only(Applications.healthy().replace("T10:", "T12:"));

        assertFalse(first.key().equals(again.key()));
        assertEquals(
                5,
                Template.file()
                        .lines()
                        .filter(line -> line.strip().equals("oncePer: app.status.operationState.startedAt"))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "namespace", "phase", "startedAt", "finishedAt", "health"})
    void aMissingFieldIsRefusedByItsName(String field) {
        String body = Template.filledIn(Applications.healthy()).replace("\"" + field + "\":", "\"no\":");

        Rejection rejection = rejection(argocd.understand(shown(body, SECRET), NOW));
        assertEquals(Reason.BODY_MALFORMED, rejection.reason());
        assertTrue(rejection.detail().startsWith(field + ":"), rejection.detail());
    }

    @Test
    void withoutEnvironmentAndNamespaceItIsRefused() {
        String body = Template.filledIn(Applications.healthy()
                .replace("fawkes.io/environment", "other")
                .replace(",\"namespace\":\"shop\"", ""));

        assertTrue(
                rejection(argocd.understand(shown(body, SECRET), NOW)).detail().startsWith("destination.namespace:"));
    }

    @Test
    void aWrongCredentialIsRefusedAndNotShown() {
        WebhookRequest request = shown("{}", "a guess");
        Rejection rejection = rejection(argocd.understand(request, NOW));

        assertEquals(Reason.CREDENTIAL_INVALID, rejection.reason());
        assertFalse((rejection + " " + request).contains("a guess"), () -> rejection + " " + request);
        assertEquals(
                Reason.CREDENTIAL_INVALID,
                rejection(argocd.understand(request("{}", ShownCredential.NONE), NOW))
                        .reason());
        assertEquals(
                Reason.SECRET_MISSING,
                rejection(new ArgoCdSource(List.of()).understand(shown("{}", ""), NOW))
                        .reason());
    }

    @Test
    void duringARotationTheOldAndTheNewSecretAreBelievedInHeaderOrPath() {
        var rotating = new ArgoCdSource(List.of("new", "old"));
        String body = Template.filledIn(Applications.healthy());

        for (String secret : List.of("new", "old")) {
            understood(rotating.understand(shown(body, secret), NOW));
            understood(rotating.understand(request(body, ShownCredential.of(Optional.empty(), secret)), NOW));
        }
        assertEquals(
                Reason.CREDENTIAL_INVALID,
                rejection(rotating.understand(shown(body, "older"), NOW)).reason());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void nothingThatASenderSendsEverThrows(long seed) {
        var random = new Random(seed);
        byte[] original = Template.filledIn(Applications.healthy()).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 500; round++) {
            byte[] body = original.clone();
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            var request = new WebhookRequest(
                    "argocd", ShownCredential.of(Optional.empty(), SECRET), Map.of(), Bytes.of(body), body.length);
            assertInstanceOf(Understanding.class, argocd.understand(request, NOW), "seed " + seed);
        }
    }

    private Optional<String> version(String images) {
        return fact(List.of(only(Applications.healthy(Applications.HEALTHY, images))))
                .get(DeploymentFields.VERSION);
    }

    private Revision only(String application) {
        List<Revision> said = understood(argocd.understand(shown(Template.filledIn(application), SECRET), NOW))
                .revisions();
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

    private static Rollout ended(RolloutStatus status, String time) {
        return new Rollout(status, Optional.of(Instant.parse(time)));
    }

    private static WebhookRequest shown(String body, String secret) {
        return request(body, ShownCredential.of(Optional.of("Bearer " + secret), ""));
    }

    private static WebhookRequest request(String body, ShownCredential credential) {
        Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
        return new WebhookRequest("argocd", credential, Map.of("authorization", "Bearer a guess"), bytes, bytes.size());
    }

    private static Understood understood(Understanding understanding) {
        return assertInstanceOf(Understood.class, understanding, understanding.toString());
    }

    private static Rejection rejection(Understanding understanding) {
        return assertInstanceOf(Refused.class, understanding, understanding.toString())
                .rejection();
    }
}
