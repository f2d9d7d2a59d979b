package io.fawkes.alerting.domain.mute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.Ending;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which alerts mute which: Alertmanager's inhibition. */
class InhibitionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final InhibitRule CRITICAL = rule("severity", "critical", "severity", "warning", "cluster");

    @Test
    void aSourceMutesTargetsWithEqualLabels() {
        var source = alert(Map.of("severity", "critical", "cluster", "a"));

        assertTrue(isMuted(CRITICAL, Map.of("severity", "warning", "cluster", "a"), source));
        assertFalse(isMuted(CRITICAL, Map.of("severity", "warning", "cluster", "b"), source));
        assertFalse(isMuted(CRITICAL, Map.of("severity", "info", "cluster", "a"), source));
        assertFalse(isMuted(CRITICAL, Map.of("severity", "warning", "cluster", "a")));
    }

    @Test
    void aLabelThatBothLackIsEqual() {
        assertTrue(isMuted(CRITICAL, Map.of("severity", "warning"), alert(Map.of("severity", "critical"))));
        assertFalse(isMuted(
                CRITICAL, Map.of("severity", "warning"), alert(Map.of("severity", "critical", "cluster", "a"))));
    }

    @Test
    void anAlertOnBothSidesMutesNeitherItselfNorAnotherThatIsOnBoth() {
        var rule = rule("team", "x", "zone", "1");
        var both = alert(Map.of("team", "x", "zone", "1"));
        var otherOfBoth = Map.of("team", "x", "zone", "1", "host", "h");

        assertFalse(isMuted(rule, both.labels().values(), both));
        assertFalse(isMuted(rule, otherOfBoth, both));
        assertTrue(isMuted(rule, otherOfBoth, both, alert(Map.of("team", "x"))), "one that is a source only");
        assertTrue(isMuted(rule, Map.of("zone", "1"), both), "one that is a target only");
    }

    @Test
    void theFirstRuleThatHoldsIsTheReason() {
        var named = new InhibitRule("node down", CRITICAL.source(), CRITICAL.target(), CRITICAL.equal());
        var source = alert(Map.of("severity", "critical"));

        var by = inhibited(new Inhibition(List.of(named, CRITICAL)), Map.of("severity", "warning"), source);

        assertEquals("node down", by.orElseThrow().rule());
        assertEquals(source.id(), by.orElseThrow().source());
        assertEquals("{severity=\"critical\"} mutes {severity=\"warning\"} if equal: cluster", CRITICAL.title());
    }

    @Test
    void valuesThatOnlyLookAlikeDoNotMeet() {
        var rule = rule("a", "1", "b", "1", "x", "y");

        assertFalse(isMuted(rule, Map.of("b", "1", "x", "\",\""), alert(Map.of("a", "1", "y", "\",\""))));
    }

    private static boolean isMuted(InhibitRule rule, Map<String, String> target, Alert... firing) {
        return inhibited(new Inhibition(List.of(rule)), target, firing).isPresent();
    }

    /** As a store does it: alerts are found by where they mute. */
    private static java.util.Optional<Inhibited> inhibited(
            Inhibition inhibition, Map<String, String> target, Alert... firing) {
        Labels labels = Labels.of(target);
        Set<UUID> asked = inhibition.mutable(labels);
        Map<UUID, List<Alert>> sources = asked.stream()
                .collect(Collectors.toUnmodifiableMap(
                        meeting -> meeting,
                        meeting -> Arrays.stream(firing)
                                .filter(alert ->
                                        inhibition.muting(alert.labels()).contains(meeting))
                                .toList()));
        return inhibition.inhibited(labels, sources);
    }

    private static InhibitRule rule(
            String source, String sourceValue, String target, String targetValue, String... equal) {
        return new InhibitRule(
                "",
                List.of(new Matcher(source, Operator.EQUAL, sourceValue, sourceValue::equals)),
                List.of(new Matcher(target, Operator.EQUAL, targetValue, targetValue::equals)),
                new TreeSet<>(Set.of(equal)));
    }

    private static Alert alert(Map<String, String> texts) {
        Labels labels = Labels.of(texts);
        return new Alert(
                UUID.nameUUIDFromBytes(labels.toString().getBytes(StandardCharsets.UTF_8)),
                Fingerprint.of(labels),
                labels,
                Map.of(),
                "",
                NOW,
                new Ending(NOW.plusSeconds(60), true),
                NOW,
                NOW);
    }
}
