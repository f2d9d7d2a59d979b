package io.fawkes.alerting.alertmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.routing.Placement;
import io.fawkes.alerting.domain.routing.Route;
import io.fawkes.alerting.domain.routing.Timers;
import io.fawkes.alerting.webhook.WebhookTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertmanagerFileTest {

    private static final String RECEIVERS = """
            receivers:
            - name: a
            - name: b
            - name: c
            - name: d
            """;

    @Test
    void readsRoutesReceiversAndTimers() {
        var config = parse("""
                global:
                  resolve_timeout: 10m
                route:
                  receiver: team
                  group_by: [alertname, cluster]
                  group_wait: 1m30s
                receivers:
                - name: team
                  webhook_configs:
                  - url: http://127.0.0.1:9/hook
                    send_resolved: false
                    max_alerts: 5
                    timeout: 3s
                    http_config:
                      basic_auth: {username: u, password: p}
                """);

        Route root = config.routing().tree().all().findFirst().orElseThrow();
        assertEquals(Duration.ofMinutes(10), config.resolveTimeout());
        assertEquals(Duration.ofSeconds(90), root.timers().groupWait());
        assertEquals(Timers.DEFAULT.groupInterval(), root.timers().groupInterval());
        var integration =
                config.routing().receiver("team").orElseThrow().integrations().getFirst();
        assertFalse(integration.sendResolved());
        assertEquals(5, integration.maxAlerts());
        var target = assertInstanceOf(WebhookTarget.class, config.channels().get(integration));
        assertEquals("Basic dTpw", target.authorization().orElseThrow());
        assertEquals("http://127.0.0.1:9", target.toString());
        assertEquals(Duration.ofSeconds(3), target.timeout());
    }

    @Test
    void theFirstMatchingChildStopsUnlessItContinues() {
        var config = parse("""
                route:
                  receiver: a
                  routes:
                  - matchers: [team="x"]
                    receiver: b
                    continue: true
                  - matchers: [team=~"x|y"]
                    receiver: c
                  - matchers: [team="x"]
                    receiver: d
                """ + RECEIVERS);

        assertEquals(List.of("b", "c"), receivers(config, Map.of("team", "x")));
        assertEquals(List.of("c"), receivers(config, Map.of("team", "y")));
        assertEquals(List.of("a"), receivers(config, Map.of("team", "z")));
    }

    @Test
    void childrenInheritReceiverGroupingAndTimersButNotContinue() {
        var config = parse("""
                route:
                  receiver: a
                  group_by: ['...']
                  repeat_interval: 1h
                  routes:
                  - match: {team: x}
                    continue: true
                    group_wait: 0s
                    routes:
                    - match_re: {severity: crit.*}
                """ + RECEIVERS);

        Route deepest = config.routing()
                .tree()
                .taking(Labels.of(Map.of("team", "x", "severity", "critical")))
                .getFirst();
        assertEquals("a", deepest.receiver());
        assertEquals(Duration.ZERO, deepest.timers().groupWait());
        assertEquals(Duration.ofHours(1), deepest.timers().repeatInterval());
        assertFalse(deepest.goesOn());
        assertEquals("{}/{team=\"x\"}/{severity=~\"crit.*\"}", deepest.key());
    }

    @Test
    void theGroupKeyIsAlertmanagers() {
        var config = parse("""
                route:
                  receiver: a
                  group_by: [alertname, missing]
                  routes:
                  - matchers: [team="x", a="b"]
                """ + RECEIVERS);

        List<Placement> placements =
                config.routing().tree().placements(Labels.of(Map.of("team", "x", "a", "b", "alertname", "A")));

        assertEquals(
                "{}/{a=\"b\",team=\"x\"}:{alertname=\"A\"}",
                placements.getFirst().groupKey());
    }

    @Test
    void anEmptyGroupByOverridesTheParents() {
        var config = parse("""
                route:
                  receiver: a
                  group_by: [alertname]
                  routes:
                  - matchers: [team="x"]
                    group_by: []
                """ + RECEIVERS);

        assertEquals(
                Labels.NONE,
                config.routing()
                        .tree()
                        .placements(Labels.of(Map.of("team", "x", "alertname", "A")))
                        .getFirst()
                        .labels());
    }

    @Test
    void theOrderOfRoutesDoesNotChangeTheirIdentity() {
        String one = "  - matchers: [team=\"x\"]\n    receiver: b\n";
        String other = "  - matchers: [team=\"y\"]\n    receiver: c\n";
        String head = "route:\n  receiver: a\n  routes:\n";

        var forward = parse(head + one + other + RECEIVERS).routing().tree();
        var backward = parse(head + other + one + RECEIVERS).routing().tree();

        assertEquals(
                forward.all().map(Route::id).sorted().toList(),
                backward.all().map(Route::id).sorted().toList());
    }

    @Test
    void twinsAreTwoRoutes() {
        String twin = "  - matchers: [team=\"x\"]\n    continue: true\n";
        var config = parse("route:\n  receiver: a\n  routes:\n" + twin + twin + RECEIVERS);

        assertEquals(
                2,
                config.routing().tree().placements(Labels.of(Map.of("team", "x"))).stream()
                        .map(Placement::identity)
                        .distinct()
                        .count());
    }

    @Test
    void otherReceiversAreReadAsLongAsNoRouteUsesThem() {
        var config =
                parse("route: {receiver: a}\nreceivers:\n- name: a\n- name: s\n  opsgenie_configs: [{api_key: x}]\n");

        assertEquals(2, config.routing().receivers().size());
    }

    static Stream<Arguments> mistakes() {
        String valid = "route: {receiver: a}\n" + RECEIVERS;
        return Stream.of(
                arguments(valid + "tracking: {}\n", "line 7: tracking: unknown key"),
                arguments("route:\n  receiver: a\n  group_wat: 3s\n", "line 3: route.group_wat: unknown key"),
                arguments(
                        "route:\n  receiver: a\n  receiver: b\n", "line 3: route.receiver: the key stands here twice"),
                arguments("route: {receiver: z}\n" + RECEIVERS, "undefined receiver z"),
                arguments(valid + "- name: a\n", "name a is not unique"),
                arguments("route: {group_by: [x]}\n" + RECEIVERS, "route.receiver: missing"),
                arguments("route: {receiver: a, matchers: [x=y]}\n" + RECEIVERS, "must not have any matchers"),
                arguments("route: {receiver: a, group_by: ['...', x]}\n" + RECEIVERS, "stands alone"),
                arguments("route: {receiver: a, group_by: [x, x]}\n" + RECEIVERS, "twice"),
                arguments("route: {receiver: a, group_interval: 0s}\n" + RECEIVERS, "longer than 0"),
                arguments("route: {receiver: a, group_wait: 1.5s}\n" + RECEIVERS, "1.5s (expected: a duration"),
                arguments("route: {receiver: a, routes: [{match_re: {x: '('}}]}\n" + RECEIVERS, "RE2"),
                arguments(
                        "route: {receiver: a, routes: [{mute_time_intervals: [x]}]}\n" + RECEIVERS,
                        "undefined time interval x"),
                arguments(
                        "route: {receiver: a, active_time_intervals: [x]}\n" + RECEIVERS
                                + "time_intervals: [{name: x}]\n",
                        "root route must not"),
                arguments(valid + "inhibit_rules: [{equals: [x]}]\n", "line 7: inhibit_rules[0].equals: unknown key"),
                arguments(valid + "inhibit_rules: [{source_matchers: ['x=~(']}]\n", "RE2"),
                arguments(
                        valid + interval("times: [{start_time: '17:00', end_time: '09:00'}]"), "start time cannot be"),
                arguments(valid + interval("times: [{start_time: '17:00'}]"), "both start and end"),
                arguments(valid + interval("times: [{start_time: '8:00', end_time: '09:00'}]"), "08:30"),
                arguments(valid + interval("weekdays: ['friday:monday']"), "ascending range"),
                arguments(valid + interval("days_of_month: ['0']"), "days_of_month"),
                arguments(valid + interval("days_of_month: ['-3:5']"), "days_of_month"),
                arguments(valid + interval("days_of_month: ['30:-1']"), "days_of_month"),
                arguments(valid + interval("months: ['13']"), "months"),
                arguments(valid + interval("years: ['2028:2026']"), "years"),
                arguments(valid + interval("location: 'Mars/Olympus'"), "a zone such as"),
                arguments(valid + "time_intervals: [{name: x}, {name: x}]\n", "x is not unique"),
                arguments(valid + "time_intervals: [{name: x}]\nmute_time_intervals: [{name: x}]\n", "is not unique"),
                arguments(
                        "route: {receiver: s}\nreceivers: [{name: s, opsgenie_configs: [{api_key: x}]}]\n",
                        "not supported: receiver s"),
                arguments("route: {receiver: s}\nreceivers: [{name: s, webhook_configs: [{url: 'ftp://x'}]}]\n", "url"),
                arguments("route: [", "not YAML"),
                arguments("", "empty"));
    }

    private static String interval(String fields) {
        return "time_intervals: [{name: x, time_intervals: [{" + fields + "}]}]\n";
    }

    @Test
    void readsTimeIntervalsAndWhichRoutesAreQuietByThem() {
        var config = parse("""
                route:
                  receiver: a
                  routes:
                  - matchers: [team="x"]
                    mute_time_intervals: [weekend, nights]
                    routes: [{matchers: [sub="y"]}]
                receivers: [{name: a}]
                mute_time_intervals:
                - name: weekend
                  time_intervals: [{weekdays: ['Saturday', sunday], months: ['january:march', 12], years: [2026]}]
                time_intervals:
                - name: nights
                  time_intervals:
                  - times: [{start_time: '22:00', end_time: '24:00'}]
                    days_of_month: ['1:15', '-3:-1']
                    location: Europe/Berlin
                """);
        var quiet = config.routing()
                .tree()
                .taking(Labels.of(Map.of("team", "x")))
                .getFirst()
                .quiet();

        assertEquals(List.of("weekend"), quiet.mutedBy(Instant.parse("2026-03-07T12:00:00Z")));
        assertEquals(List.of("nights"), quiet.mutedBy(Instant.parse("2026-03-02T22:30:00Z")));
        assertEquals(List.of(), quiet.mutedBy(Instant.parse("2026-03-02T23:30:00Z")));
        assertEquals(List.of("nights"), quiet.mutedBy(Instant.parse("2026-03-31T21:30:00Z")));
        assertEquals(
                List.of(),
                config.routing()
                        .tree()
                        .taking(Labels.of(Map.of("team", "x", "sub", "y")))
                        .getFirst()
                        .quiet()
                        .mutedBy(Instant.parse("2026-03-07T12:00:00Z")),
                "intervals are not inherited");
    }

    @Test
    void readsInhibitRulesInBothSpellings() {
        var config = parse("""
                route: {receiver: a}
                receivers: [{name: a}]
                inhibit_rules:
                - source_matchers: [severity="critical"]
                  target_matchers: ['severity=~"warning|info"']
                  equal: [cluster, zone]
                - {source_match: {alertname: NodeDown}, target_match_re: {alertname: 'Pod.*'}}
                """);
        var rules = config.inhibition().rules();

        assertEquals(
                "{severity=\"critical\"} mutes {severity=~\"warning|info\"} if equal: cluster, zone",
                rules.get(0).title());
        assertTrue(rules.get(1).isTarget(Labels.of(Map.of("alertname", "PodGone"))));
        assertTrue(rules.get(1).isSource(Labels.of(Map.of("alertname", "NodeDown"))));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesWithLineAndKey(String text, String said) {
        var refused = assertThrows(InvalidFile.class, () -> parse(text));

        assertTrue(refused.problem().contains(said), refused.problem());
    }

    static List<String> receivers(AlertmanagerConfig config, Map<String, String> labels) {
        return config.routing().tree().taking(Labels.of(labels)).stream()
                .map(Route::receiver)
                .toList();
    }

    private static AlertmanagerConfig parse(String text) {
        return AlertmanagerFile.parse(text, Path.of("/nowhere/alertmanager.yml"));
    }
}
