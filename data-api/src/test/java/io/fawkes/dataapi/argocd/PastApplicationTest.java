package io.fawkes.dataapi.argocd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.backfill.Page.Item;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Rollout;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import io.fawkes.dataapi.json.JsonBodies;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application remembers, beside what notifications told of it. */
class PastApplicationTest {

    private static final String ADDRESS = "https://argocd.example.com";
    private static final String OLD_CONFIG = "0ddba11000000000000000000000000000000000";

    static List<String> lastOperations() {
        return List.of(
                Applications.running(),
                Applications.applied(),
                Applications.healthy(),
                Applications.degraded(Applications.HEALTHY),
                Applications.failed("Failed"),
                Applications.failed("Error"),
                Applications.severalSources());
    }

    @ParameterizedTest
    @MethodSource("lastOperations")
    void theLastOperationIsToldAsItsNotificationTellsIt(String application) {
        assertEquals(notified(application), told(application, Map.of()));
    }

    @Test
    void whatHasEndedIsNotToldAgainHoweverItsHealthGoesOn() {
        Map<FactKey, FactState> known = facts(notified(Applications.healthy()));

        assertEquals(List.of(), told(Applications.healthy(), known));
        assertEquals(List.of(), told(Applications.degraded("2026-03-09T00:00:00Z"), known));
    }

    @Test
    void aRollbackThatNobodyToldGoesBackToTheVersionOfThatConfiguration() {
        Map<FactKey, FactState> known = facts(notified(Applications.healthy()));
        String application = history(
                Applications.healthy(),
                entry(1, Applications.STARTED, Applications.FINISHED, Applications.CONFIG),
                entry(2, "2026-03-04T10:00:00Z", "2026-03-04T10:01:00Z", OLD_CONFIG),
                entry(3, "2026-03-05T10:00:00Z", "2026-03-05T10:01:00Z", Applications.CONFIG));

        Map<FactKey, FactState> found = facts(told(application, known));

        FactState deployed = of(found, "2026-03-04T10:00:00Z");
        FactState rolledBack = of(found, "2026-03-05T10:00:00Z");
        assertEquals(2, found.size(), found.keySet().toString());
        assertEquals(Optional.of(OLD_CONFIG), deployed.get(DeploymentFields.VERSION));
        assertEquals(Optional.empty(), deployed.get(DeploymentFields.CONFIG_VERSION), "it is the version itself");
        assertEquals(Optional.of(Applications.SHA), rolledBack.get(DeploymentFields.VERSION));
        assertEquals(Optional.of(Applications.CONFIG), rolledBack.get(DeploymentFields.CONFIG_VERSION));
        assertEquals(Optional.of("octocat"), rolledBack.get(DeploymentFields.DEPLOYED_BY));
        assertEquals(
                Optional.of(new Rollout(RolloutStatus.SUCCEEDED, Optional.of(Instant.parse("2026-03-05T10:01:00Z")))),
                rolledBack.rollout());
    }

    @Test
    void aNotificationThatComesLateGoesBeforeHistory() {
        String late = Applications.healthy(Applications.FINISHED, Applications.image(Applications.SHA));
        String superseded = history(
                Applications.healthy().replace(Applications.STARTED, "2026-03-08T10:00:00Z"),
                entry(4, Applications.STARTED, Applications.FINISHED, Applications.CONFIG));
        List<Revision> ofHistory = told(superseded, Map.of()).stream()
                .filter(revision -> revision.key().equals(key(Applications.STARTED)))
                .toList();
        Revision ofNotification = notified(late).getFirst();

        FactState first = of(facts(ofHistory), Applications.STARTED).merge(ofNotification, "");
        FactState second =
                of(facts(List.of(ofNotification)), Applications.STARTED).merge(ofHistory.getFirst(), "");

        assertEquals(Optional.of(Applications.SHA), first.get(DeploymentFields.VERSION));
        assertEquals(1, ofHistory.size());
        assertEquals(second.fields(), first.fields());
        assertEquals(1, second.version(), "history adds nothing to a notification");
    }

    @Test
    void whatWasToldToBeAppliedIsLeftToItsNotifications() {
        Map<FactKey, FactState> known = facts(notified(Applications.applied()));
        String superseded = history(
                Applications.healthy().replace(Applications.STARTED, "2026-03-08T10:00:00Z"),
                entry(4, Applications.STARTED, Applications.FINISHED, Applications.CONFIG));

        assertEquals(1, told(superseded, known).size(), "the last operation alone");
    }

    @Test
    void anOperationWithoutATimeIsRejectedAndTheOthersAreTold() {
        ObjectNode odd = entry(1, "", "2026-03-04T10:01:00Z", OLD_CONFIG);

        List<Item> items = items(history(Applications.healthy(), odd), Map.of());

        assertEquals(
                1, items.stream().mapToInt(item -> item.rejections().size()).sum());
        assertEquals(1, items.stream().mapToInt(item -> item.revisions().size()).sum());
    }

    private static FactState of(Map<FactKey, FactState> facts, String startedAt) {
        return Objects.requireNonNull(facts.get(key(startedAt)), startedAt);
    }

    private static FactKey key(String startedAt) {
        return new FactKey("argocd", "applications/argocd/checkout/operations/" + startedAt);
    }

    private static List<Revision> notified(String application) {
        byte[] body = Template.filledIn(application).getBytes(StandardCharsets.UTF_8);
        return assertInstanceOf(
                        Understood.class,
                        JsonBodies.read(
                                Bytes.of(body), json -> Operation.of(json).told()))
                .revisions();
    }

    private static List<Revision> told(String application, Map<FactKey, FactState> known) {
        return items(application, known).stream()
                .flatMap(item -> item.revisions().stream())
                .toList();
    }

    private static List<Item> items(String application, Map<FactKey, FactState> known) {
        return new PastApplication(json(application), ADDRESS).untold(known, _ -> true);
    }

    private static Map<FactKey, FactState> facts(List<Revision> said) {
        Map<FactKey, FactState> facts = new TreeMap<>();
        said.forEach(revision -> facts.put(
                revision.key(),
                facts.getOrDefault(revision.key(), FactState.unknown(revision.key(), revision.kind()))
                        .merge(revision, "")));
        return facts;
    }

    private static String history(String application, ObjectNode... entries) {
        ObjectNode root = (ObjectNode) json(application);
        ArrayNode history = ((ObjectNode) root.get("status")).putArray("history");
        List.of(entries).forEach(history::add);
        return root.toString();
    }

    private static ObjectNode entry(long id, String startedAt, String deployedAt, String revision) {
        return (ObjectNode) json("""
                {"id":%d,"deployStartedAt":"%s","deployedAt":"%s","revision":"%s",
                 "source":{"repoURL":"https://github.com/octocat/config","path":"checkout"},
                 "initiatedBy":{"username":"octocat"}}
                """.formatted(id, startedAt, deployedAt, revision));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
