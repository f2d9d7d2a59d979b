package io.fawkes.alerting.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.intake.AlertFormat.Understanding;
import io.fawkes.alerting.domain.intake.Rejection.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrafanaFormatTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final String RULE = """
            {"ruleId":7,"ruleName":"CPU","ruleUrl":"%s","state":"%s","title":"[Alerting] CPU","tags":{"team-name":"a"}}
            """;

    @Test
    void readsTheRecordedUnifiedWebhook() {
        List<AlertReport> reports = read(recorded("unified-mixed")).reports();

        assertEquals(3, reports.size());
        AlertReport ended = reports.getFirst();
        assertEquals("aaafafe0953f0962", ended.fingerprint().hex());
        assertEquals(Optional.of(Instant.parse("2022-06-17T01:08:28.652747Z")), ended.endsAt());
        assertTrue(ended.annotations()
                .getOrDefault("silence_url", "")
                .startsWith("https://grafana.example.com/alerting/silence/new"));
        assertTrue(ended.annotations().getOrDefault("value_string", "").contains("value=17"));
        AlertReport firing = reports.get(2);
        assertEquals("Second webhook test", firing.labels().get("alertname"));
        assertEquals(Optional.empty(), firing.endsAt());
    }

    @Test
    void readsTheRecordedLegacyWebhookAsOneAlertOfTheRule() {
        AlertReport rule = read(recorded("legacy-alerting")).reports().getFirst();

        assertEquals(
                "{alertname=\"Zeta CPU alert\", rule_id=\"7\"}", rule.labels().toString());
        assertEquals(NOW, rule.startsAt());
        assertEquals(Optional.empty(), rule.endsAt());
        assertEquals("user=97.007606", rule.annotations().get("value_string"));
        assertEquals("boom!", rule.annotations().get("description"));
    }

    @Test
    void aLegacyRuleEndsWhenItIsOk() {
        AlertReport firing = read(RULE.formatted("", "alerting")).reports().getFirst();
        AlertReport ended = read(RULE.formatted("", "ok")).reports().getFirst();

        assertEquals(firing.fingerprint(), ended.fingerprint());
        assertEquals(Optional.of(NOW), ended.endsAt());
        assertEquals("a", ended.labels().get("team_name"));
    }

    @Test
    void aLegacyRuleThatIsPendingTellsNothing() {
        Understanding pending = read(RULE.formatted("", "pending"));

        assertEquals(List.of(), pending.reports());
        assertEquals(Optional.empty(), pending.rejection());
    }

    @Test
    void aStateThatNobodyKnowsIsRefused() {
        assertEquals(
                Reason.ALERT_INVALID,
                read(RULE.formatted("", "wild")).rejection().orElseThrow().reason());
    }

    @Test
    void aPageThatIsNoWebPageIsNotShown() {
        assertEquals(
                "",
                read(RULE.formatted("javascript:alert(1)", "alerting"))
                        .reports()
                        .getFirst()
                        .generatorUri());
        String unified =
                "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"a b\":\"c\"},\"panelURL\":\"javascript:x\"}]}";

        AlertReport report = read(unified).reports().getFirst();

        assertEquals("{a_b=\"c\"}", report.labels().toString());
        assertEquals(Optional.empty(), Optional.ofNullable(report.annotations().get("panel_url")));
    }

    @Test
    void whatIsNoWebhookIsRefused() {
        for (String body : List.of("nope", "{}", "[]", "3", "{\"alerts\":{}}")) {
            assertEquals(
                    Reason.BODY_MALFORMED, read(body).rejection().orElseThrow().reason(), body);
        }
    }

    private static Understanding read(String body) {
        return new GrafanaFormat(Duration.ofHours(8)).read(Bytes.of(body.getBytes(UTF_8)), NOW);
    }

    private static String recorded(String name) {
        return FormatsTest.recorded("/webhooks/grafana/", name);
    }
}
