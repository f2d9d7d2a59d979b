package io.fawkes.alerting.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final JsonNode MESSAGE = json("""
            {"status":"firing","externalURL":"http://here","groupLabels":{"alertname":"Disk","team":"a"},
             "commonLabels":{"Team":"b"},
             "alerts":[{"status":"firing","labels":{"alertname":"Disk","host":"<h1>"},"annotations":{"summary":"full"}},
                       {"status":"resolved","labels":{"alertname":"Disk"},"annotations":{}}]}
            """);

    @Test
    void fillsFieldsRangesAndConditions() {
        assertEquals(
                "FIRING b http://here", fill("{{ .Status | toUpper }} {{ .CommonLabels.Team }} {{ .ExternalURL }}"));
        assertEquals(
                "<h1>|full;none;",
                fill("{{ range .Alerts }}{{ if .Annotations.summary }}{{ .Labels.host }}|"
                        + "{{ .Annotations.summary }}{{ else }}none{{ end }};{{ end }}"));
        assertEquals("1 of 2", fill("{{ .Alerts.Firing | len }} of {{ len .Alerts }}"));
        assertEquals("Disk, a", fill("{{ .GroupLabels.Values | join \", \" }}"));
        assertEquals("ab", fill("a {{- /* nothing */ -}} b"));
    }

    @Test
    void fillsWhatIsMissingWithNothing() {
        assertEquals("[]", fill("[{{ .CommonLabels.nope }}{{ .Nope.Nope }}]"));
    }

    @Test
    void knowsTheNamesThatAlertmanagerShips() {
        assertEquals("[FIRING:1] Disk a", fill("{{ template \"slack.default.title\" . }}"));
    }

    @Test
    void valuesAreEscapedAndTheConfigurationIsNot() {
        var template = Template.parse("<b>{{ range .Alerts.Firing }}{{ .Labels.host }}{{ end }}</b>");

        assertEquals("<b>&lt;h1&gt;</b>", template.fill(MESSAGE, Escapes::html));
    }

    @Test
    void aValueIsNeverReadAsATemplate() {
        var message = json("{\"status\":\"{{ .ExternalURL }}\",\"externalURL\":\"secret\"}");

        assertEquals("{{ .ExternalURL }}", Template.parse("{{ .Status }}").fill(message, UnaryOperator.identity()));
    }

    @Test
    void whatIsNotHonouredIsRefused() {
        for (String text : List.of(
                "{{ printf \"%s\" .Status }}",
                "{{ .Status | safeHtml }}",
                "{{ range .Alerts }}",
                "{{ end }}",
                "{{ if eq .Status \"firing\" }}a{{ end }}",
                "{{ template \"mine\" . }}",
                "{{ $x := .Status }}",
                "{{ }}")) {
            assertThrows(UnknownTemplate.class, () -> Template.parse(text), text);
        }
    }

    @Test
    void escapesAsTheReceiverReads() {
        assertEquals("&lt;!channel&gt; &amp;", Escapes.slack("<!channel> &"));
        assertEquals("\\[a\\]\\(b\\) @\u200ball", Escapes.markdown("[a](b) @all"));
        assertEquals("a Bcc: x", Escapes.header("a\r\nBcc: x"));
        assertEquals("", Escapes.link("javascript:alert(1)"));
        assertEquals("", Escapes.link("https://a/<b>"));
        assertEquals("https://a/b", Escapes.link("https://a/b"));
    }

    @Test
    void aTextHasAnEnd() {
        var many = json("{\"status\":\"%s\"}".formatted("x".repeat(200_000)));

        assertTrue(Template.parse("{{ .Status }}")
                        .fill(many, UnaryOperator.identity())
                        .length()
                <= 100_001);
    }

    private static String fill(String text) {
        return Template.parse(text).fill(MESSAGE, UnaryOperator.identity());
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
