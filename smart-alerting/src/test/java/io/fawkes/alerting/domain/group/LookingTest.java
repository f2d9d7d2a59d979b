package io.fawkes.alerting.domain.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.Ending;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.calendar.NamedInterval;
import io.fawkes.alerting.domain.calendar.QuietTimes;
import io.fawkes.alerting.domain.calendar.TimeInterval;
import io.fawkes.alerting.domain.group.Notification.Reason;
import io.fawkes.alerting.domain.mute.Muting;
import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.alerting.domain.routing.Receiver;
import io.fawkes.alerting.domain.routing.RouteSpec;
import io.fawkes.alerting.domain.routing.Routing;
import io.fawkes.alerting.domain.routing.RoutingTree;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a group is told of, and what of: the laws of Alertmanager's timers and deduplication. */
class LookingTest {

    private static final Muting SILENCED = new Muting(Optional.empty(), List.of(new UUID(0, 7)));
    private static final NamedInterval ALWAYS = new NamedInterval(
            "always",
            List.of(new TimeInterval(
                    List.of(TimeInterval.ALL_MINUTES),
                    List.of(TimeInterval.ALL_WEEKDAYS),
                    List.of(TimeInterval.ALL_DAYS),
                    List.of(TimeInterval.ALL_MONTHS),
                    List.of(TimeInterval.ALL_YEARS),
                    ZoneOffset.UTC)));

    private Set<String> muted = Set.of();
    private QuietTimes quiet = QuietTimes.NONE;

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration REPEAT = Duration.ofHours(1);
    private static final Integration HOOK = new Integration("team", "webhook", 0, true, 0);
    private static final Integration FIRING_ONLY = new Integration("team", "webhook", 0, false, 0);

    @Test
    void aGroupThatFiresIsToldOfOnce() {
        assertEquals(List.of(Reason.FIRST_FIRING), reasons(HOOK, Optional.empty(), firing("a")));
        assertEquals(List.of(), reasons(HOOK, told(Set.of("a"), Set.of(), NOW), firing("a")));
    }

    @Test
    void whatFiredAndEndedBeforeTheFirstLookIsNotToldOf() {
        assertEquals(List.of(), reasons(HOOK, Optional.empty(), ended("a")));
    }

    @Test
    void aNewFiringAlertIsToldOf() {
        assertEquals(
                List.of(Reason.NEW_FIRING), reasons(HOOK, told(Set.of("a"), Set.of(), NOW), firing("a"), firing("b")));
    }

    @Test
    void theEndOfAllIsToldOfIfTheyWereToldToFire() {
        assertEquals(List.of(Reason.ALL_RESOLVED), reasons(HOOK, told(Set.of("a"), Set.of(), NOW), ended("a")));
        assertEquals(List.of(), reasons(HOOK, told(Set.of(), Set.of("a"), NOW), ended("a")));
    }

    @Test
    void theEndOfOneAmongOthersIsToldOfToThoseWhoWantEnds() {
        assertEquals(
                List.of(Reason.NEWLY_RESOLVED),
                reasons(HOOK, told(Set.of("a", "b"), Set.of(), NOW), firing("a"), ended("b")));
        assertEquals(List.of(), reasons(FIRING_ONLY, told(Set.of("a", "b"), Set.of(), NOW), firing("a"), ended("b")));
    }

    @Test
    void whoWantsNoEndsIsNotToldThatAllEnded() {
        assertEquals(List.of(), reasons(FIRING_ONLY, told(Set.of("a"), Set.of(), NOW), ended("a")));
    }

    @Test
    void anUnchangedGroupIsToldOfAgainOnlyAfterTheRepeatInterval() {
        assertEquals(List.of(), reasons(HOOK, told(Set.of("a"), Set.of(), NOW.minus(REPEAT)), firing("a")));
        assertEquals(
                List.of(Reason.REPEAT),
                reasons(HOOK, told(Set.of("a"), Set.of(), NOW.minus(REPEAT).minusSeconds(1)), firing("a")));
    }

    @Test
    void anAlertThatFlapsBetweenTwoLooksIsNoNews() {
        assertEquals(List.of(), reasons(HOOK, told(Set.of("a"), Set.of(), NOW), firing("a")));
    }

    @Test
    void nothingOvertakesAMessageThatIsOnItsWay() {
        var open = Optional.of(new Told(fingerprints(Set.of("a")), Set.of(), fingerprints(Set.of("a")), NOW, true));

        LookPlan plan = plan(HOOK, open, ended("a"));

        assertEquals(List.of(), plan.notifications());
        assertEquals(Set.of(), plan.leaving(), "who was not told of the end keeps the alert in the group");
    }

    @Test
    void endedAlertsLeaveOnceTheirEndWasToldOf() {
        LookPlan plan = plan(HOOK, told(Set.of("a", "b"), Set.of(), NOW), firing("a"), ended("b"));

        assertEquals(Set.of(ended("b").id()), plan.leaving());
    }

    @Test
    void aMessageNamesFiringAndEndedAlertsInAlertmanagersOrder() {
        LookPlan plan = plan(HOOK, Optional.empty(), firing("z"), firing("a"), ended("m"));

        List<String> names = plan.notifications().getFirst().alerts().stream()
                .map(alert -> alert.labels().get("alertname"))
                .toList();
        assertEquals(List.of("a", "m", "z"), names);
        assertEquals(2, plan.notifications().getFirst().firing());
    }

    @Test
    void aGraveGroupOfOneServiceBecomesAnIncidentThatBeganWithItsEarliestGraveAlert() {
        Alert early = alert("a", Map.of("service", "shop", "severity", "critical"), -600, 600);
        Alert late = alert("b", Map.of("service", "shop", "severity", "critical"), -60, 600);
        Alert warning = alert("c", Map.of("service", "shop", "severity", "warning"), -6000, 600);

        var step = plan(HOOK, Optional.empty(), late, early, warning).incident().orElseThrow();

        assertEquals("shop", step.incident().service());
        assertEquals(Optional.of("critical"), step.incident().severity());
        assertEquals(early.startsAt(), step.incident().startsAt());
        assertTrue(step.isNews());
    }

    @Test
    void aWarningOrAMixOfServicesIsNoIncident() {
        Alert warning = alert("a", Map.of("service", "shop", "severity", "warning"), -60, 600);
        Alert shop = alert("b", Map.of("service", "shop", "severity", "critical"), -60, 600);
        Alert till = alert("c", Map.of("service", "till", "severity", "critical"), -60, 600);
        Alert nameless = alert("d", Map.of("severity", "critical"), -60, 600);

        assertTrue(plan(HOOK, Optional.empty(), warning).incident().isEmpty());
        assertTrue(plan(HOOK, Optional.empty(), shop, till).incident().isEmpty());
        assertTrue(plan(HOOK, Optional.empty(), nameless).incident().isEmpty());
    }

    @Test
    void anIncidentEndsWithTheLatestEndOfItsGraveAlerts() {
        Alert first = alert("a", Map.of("service", "shop", "severity", "critical"), -600, -120);
        Alert last = alert("b", Map.of("service", "shop", "severity", "critical"), -600, -60);
        Alert warning = alert("c", Map.of("service", "shop", "severity", "warning"), -600, 600);

        var step = plan(HOOK, Optional.empty(), true, first, last, warning)
                .incident()
                .orElseThrow();

        assertEquals(Optional.of(NOW.minusSeconds(60)), step.incident().resolvedAt());
    }

    @Test
    void ofAnExpiredAlertNobodyKnowsTheEnd() {
        Alert grave = alert("a", Map.of("service", "shop", "severity", "critical"), -600, -60);
        Alert expired = new Alert(
                grave.id(),
                grave.fingerprint(),
                grave.labels(),
                Map.of(),
                "",
                grave.startsAt(),
                new Ending(grave.ending().at(), false),
                NOW,
                NOW);

        var step = plan(HOOK, Optional.empty(), true, expired).incident().orElseThrow();

        assertTrue(step.isOver());
        assertTrue(step.incident().resolvedAt().isEmpty());
        assertFalse(step.isNews());
    }

    @Test
    void whatIsMutedIsLeftOutAndCounted() {
        muted = Set.of("a");

        assertEquals(List.of(), reasons(HOOK, Optional.empty(), firing("a")));
        LookPlan plan = plan(HOOK, Optional.empty(), firing("a"), firing("b"));
        assertEquals(List.of(firing("b")), plan.notifications().getFirst().alerts());
        assertEquals(1, plan.suppressed());
    }

    @Test
    void whatIsMutedAfterItWasToldIsNoNewsNeitherThenNorWhenTheMuteEnds() {
        muted = Set.of("a");
        assertEquals(List.of(), reasons(HOOK, told(Set.of("a", "b"), Set.of(), NOW), firing("a"), firing("b")));

        muted = Set.of();
        assertEquals(List.of(), reasons(HOOK, told(Set.of("a", "b"), Set.of(), NOW), firing("a"), firing("b")));
    }

    @Test
    void whenAMuteEndsAnAlertThatTheLastMessageDidNotNameIsToldAgain() {
        assertEquals(
                List.of(Reason.NEW_FIRING), reasons(HOOK, told(Set.of("b"), Set.of(), NOW), firing("a"), firing("b")));
    }

    @Test
    void theEndOfAMutedAlertReachesWhoWasToldThatItFires() {
        muted = Set.of("a");

        assertEquals(List.of(Reason.ALL_RESOLVED), reasons(HOOK, told(Set.of("a"), Set.of(), NOW), ended("a")));
        assertEquals(
                List.of(Reason.NEWLY_RESOLVED),
                reasons(HOOK, told(Set.of("a", "b"), Set.of(), NOW), ended("a"), firing("b")));
        assertEquals(List.of(), reasons(HOOK, Optional.empty(), ended("a")), "nobody was told that it fired");
    }

    @Test
    void theEndOfAnAlertIsOwedEvenIfAMessageInBetweenDidNotNameIt() {
        muted = Set.of("a");
        Told afterwards = told(plan(HOOK, told(Set.of("a", "b"), Set.of(), NOW), firing("a"), ended("b")));

        assertEquals(Set.of(), afterwards.firing());
        assertEquals(fingerprints(Set.of("a")), afterwards.owed());
        assertEquals(List.of(Reason.ALL_RESOLVED), reasons(HOOK, Optional.of(afterwards), ended("a")));
    }

    @Test
    void whoWantsNoEndsIsOwedNone() {
        Told told = told(plan(FIRING_ONLY, Optional.empty(), firing("a")));

        assertEquals(Set.of(), told.owed());
    }

    @Test
    void aQuietRouteTellsNobodyAndSaysWhy() {
        quiet = new QuietTimes(List.of(ALWAYS), List.of());

        LookPlan plan = plan(HOOK, Optional.empty(), firing("a"));

        assertEquals(List.of(), plan.notifications());
        assertEquals(Map.of(), plan.told());
        assertEquals(List.of("always"), plan.mutedBy());
    }

    @Test
    void aQuietRouteKeepsAnEndThatIsOwedUntilItMayBeTold() {
        quiet = new QuietTimes(List.of(ALWAYS), List.of());
        var told = told(Set.of("a"), Set.of(), NOW);

        assertEquals(Set.of(), plan(HOOK, told, ended("a")).leaving());
        assertEquals(Set.of(ended("b").id()), plan(HOOK, told, ended("b")).leaving(), "nobody was told of b");
        quiet = QuietTimes.NONE;
        assertEquals(List.of(Reason.ALL_RESOLVED), reasons(HOOK, told, ended("a")));
    }

    private List<Reason> reasons(Integration integration, Optional<Told> told, Alert... alerts) {
        return plan(integration, told, alerts).notifications().stream()
                .map(Notification::reason)
                .toList();
    }

    private LookPlan plan(Integration integration, Optional<Told> told, Alert... alerts) {
        return plan(integration, told, false, alerts);
    }

    private LookPlan plan(Integration integration, Optional<Told> told, boolean isIncident, Alert... alerts) {
        var route = new RouteSpec(
                List.of(),
                false,
                Optional.of("team"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(REPEAT),
                quiet,
                List.of());
        var tree = RoutingTree.of(route);
        var routing = new Routing(tree, List.of(new Receiver("team", List.of(integration))));
        var looking = new Looking(() -> routing, new IncidentRule("service", Set.of("critical"), "http://here"));
        var group = new Group(
                new UUID(0, 1),
                tree.all().findFirst().orElseThrow().id(),
                "{}:{}",
                Labels.NONE,
                0,
                List.of(alerts),
                muted.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                name -> UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), _ -> SILENCED)),
                told.map(last -> Map.of(integration.name(), last)).orElseGet(Map::of),
                isIncident
                        ? Optional.of(new Incident(
                                "i", "shop", "t", Optional.empty(), NOW.minusSeconds(600), Optional.empty(), ""))
                        : Optional.empty(),
                0,
                NOW);
        return looking.plan(group).orElseThrow();
    }

    private static Told told(LookPlan plan) {
        return plan.told().values().iterator().next();
    }

    private static Optional<Told> told(Set<String> firing, Set<String> resolved, Instant at) {
        return Optional.of(new Told(fingerprints(firing), fingerprints(resolved), fingerprints(firing), at, false));
    }

    private static Set<Fingerprint> fingerprints(Set<String> names) {
        return names.stream()
                .map(name -> Fingerprint.of(Labels.of(Map.of("alertname", name))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Alert firing(String name) {
        return alert(name, Map.of(), -60, 600);
    }

    private static Alert ended(String name) {
        return alert(name, Map.of(), -60, -1);
    }

    private static Alert alert(String name, Map<String, String> more, int startsIn, int endsIn) {
        var labels = Labels.of(Stream.concat(Stream.of(Map.entry("alertname", name)), more.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
        return new Alert(
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
                Fingerprint.of(labels),
                labels,
                Map.of(),
                "",
                NOW.plusSeconds(startsIn),
                new Ending(NOW.plusSeconds(endsIn), true),
                NOW,
                NOW);
    }
}
