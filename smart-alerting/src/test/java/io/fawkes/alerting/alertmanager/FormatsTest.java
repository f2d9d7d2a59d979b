package io.fawkes.alerting.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.intake.AlertFormat.Understanding;
import io.fawkes.alerting.domain.intake.Rejection.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormatsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void readsTheRecordedWebhook() {
        List<AlertReport> reports = webhook(recorded("two-alerts")).reports();

        assertEquals(2, reports.size());
        AlertReport first = reports.getFirst();
        assertEquals("a1bc48475b20e73d", first.fingerprint().hex());
        assertEquals(Instant.parse("2020-02-06T00:17:58.432911Z"), first.startsAt());
        assertEquals(Optional.empty(), first.endsAt());
        assertEquals("andromeda", first.labels().get("host"));
        assertTrue(first.generatorUri().startsWith("http://cobalt:9090/graph"));
    }

    @Test
    void fillsInWhatAnOlderSenderLeavesOut() {
        AlertReport report =
                webhook(recorded("prometheusalertmanager-0")).reports().getFirst();

        assertEquals(Fingerprint.of(report.labels()), report.fingerprint());
        assertEquals(NOW, report.startsAt());
    }

    @Test
    void anEndCountsOnlyIfTheAlertIsSaidToBeResolved() {
        String times = "\"startsAt\":\"2026-03-01T11:00:00Z\",\"endsAt\":\"2026-03-01T11:30:00Z\"";
        String body = "{\"alerts\":[{\"status\":\"%s\",\"labels\":{\"a\":\"b\"}," + times + "}]}";

        assertEquals(
                Optional.of(Instant.parse("2026-03-01T11:30:00Z")),
                webhook(body.formatted("resolved")).reports().getFirst().endsAt());
        assertEquals(
                Optional.empty(),
                webhook(body.formatted("firing")).reports().getFirst().endsAt());
    }

    @Test
    void aPageThatIsNoWebPageIsNotShown() {
        AlertReport report = api("[{\"labels\":{\"a\":\"b\"},\"generatorURL\":\"javascript:alert(1)\"}]")
                .reports()
                .getFirst();

        assertEquals("", report.generatorUri());
    }

    static Stream<Arguments> refusedByAlertmanager() {
        return Stream.of(
                arguments("nope", Reason.BODY_MALFORMED),
                arguments("{}", Reason.BODY_MALFORMED),
                arguments("[{}]", Reason.ALERT_INVALID),
                arguments("[{\"labels\":{}}]", Reason.ALERT_INVALID),
                arguments("[{\"labels\":{\"a\":\"\"}}]", Reason.ALERT_INVALID),
                arguments("[{\"labels\":{\"a-b\":\"c\"}}]", Reason.ALERT_INVALID),
                arguments("[{\"labels\":{\"a\":1}}]", Reason.ALERT_INVALID),
                arguments("[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"2030-01-01T00:00:00Z\"}]", Reason.ALERT_INVALID),
                arguments(
                        "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"2026-01-02T00:00:00Z\",\"endsAt\":\"2026-01-01T00:00:00Z\"}]",
                        Reason.ALERT_INVALID),
                arguments("[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"soon\"}]", Reason.ALERT_INVALID),
                arguments("[{\"labels\":{\"a\":\"b\\u0000\"}}]", Reason.ALERT_INVALID));
    }

    @ParameterizedTest
    @MethodSource("refusedByAlertmanager")
    void refusesWhatAlertmanagerRefuses(String body, Reason reason) {
        Understanding understanding = api(body);

        assertEquals(reason, understanding.rejection().orElseThrow().reason());
        assertEquals(List.of(), understanding.reports());
    }

    @Test
    void takesUnknownFieldsAndDropsEmptyLabels() {
        AlertReport report = api("[{\"labels\":{\"a\":\"b\",\"c\":\"\"},\"new\":1}]")
                .reports()
                .getFirst();

        assertEquals("{a=\"b\"}", report.labels().toString());
        assertEquals(NOW, report.startsAt());
    }

    @Test
    void keepsTheGoodAlertsOfAPostWithABadOne() {
        Understanding understanding = api("[{\"labels\":{\"a\":\"b\"}},{\"labels\":{}},{\"labels\":{\"a\":\"c\"}}]");

        assertEquals(2, understanding.reports().size());
        assertTrue(understanding.rejection().orElseThrow().detail().startsWith("alerts[1].labels"));
    }

    @Test
    void anySenderMayPostAnArrayAnObjectOrOneAlert() {
        String alert = "{\"labels\":{\"a\":\"b\"}}";

        for (String body : List.of("[" + alert + "]", "{\"alerts\":[" + alert + "]}", alert)) {
            assertEquals(
                    "{a=\"b\"}", generic(body).reports().getFirst().labels().toString(), body);
        }
        for (String body : List.of("{}", "3", "nope")) {
            assertEquals(
                    Reason.BODY_MALFORMED,
                    generic(body).rejection().orElseThrow().reason(),
                    body);
        }
        assertEquals(
                Reason.ALERT_INVALID,
                generic("{\"labels\":{}}").rejection().orElseThrow().reason());
    }

    @Test
    void anEndThatAnySenderTellsCountsUnlessItSaysThatTheAlertFires() {
        String body = "{\"labels\":{\"a\":\"b\"},\"status\":\"%s\",\"endsAt\":\"2026-02-01T00:00:00Z\"}";
        Instant end = Instant.parse("2026-02-01T00:00:00Z");

        assertEquals(
                Optional.of(end),
                generic(body.formatted("")).reports().getFirst().endsAt());
        assertEquals(
                Optional.of(end),
                generic(body.formatted("resolved")).reports().getFirst().endsAt());
        assertEquals(
                Optional.empty(),
                generic(body.formatted("firing")).reports().getFirst().endsAt());
        assertEquals(
                Optional.of(NOW),
                generic("{\"labels\":{\"a\":\"b\"},\"status\":\"resolved\"}")
                        .reports()
                        .getFirst()
                        .endsAt());
    }

    private static Understanding generic(String body) {
        return new GenericFormat(Duration.ofHours(8)).read(Bytes.of(body.getBytes(UTF_8)), NOW);
    }

    private static Understanding webhook(String body) {
        return new WebhookFormat(Duration.ofHours(8)).read(Bytes.of(body.getBytes(UTF_8)), NOW);
    }

    private static Understanding api(String body) {
        return new ApiFormat(() -> Duration.ofMinutes(5)).read(Bytes.of(body.getBytes(UTF_8)), NOW);
    }

    private static String recorded(String name) {
        return recorded("/webhooks/alertmanager/", name);
    }

    static String recorded(String folder, String name) {
        try (var file = FormatsTest.class.getResourceAsStream(folder + name + ".json")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
