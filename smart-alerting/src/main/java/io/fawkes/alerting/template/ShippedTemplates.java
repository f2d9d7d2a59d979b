package io.fawkes.alerting.template;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The templates that Alertmanager ships, by name, as far as they are honoured: in our words, with what its hold. */
public final class ShippedTemplates {

    /** What happened, in a line. */
    public static final String TITLE =
            "[{{ .Status | toUpper }}{{ if .Alerts.Firing }}:{{ .Alerts.Firing | len }}{{ end }}]"
                    + " {{ .GroupLabels.Values | join \" \" }}";

    /** What happened to each alert, a line each. */
    public static final String TEXT = "{{ range .Alerts }}{{ .Status | toUpper }} {{ .Labels.alertname }}"
            + "{{ if .Annotations.summary }}: {{ .Annotations.summary }}{{ end }}"
            + "{{ if .Labels.service }} ({{ .Labels.service }}){{ end }}"
            + "{{ if .Annotations.runbook_url }}, runbook {{ .Annotations.runbook_url }}{{ end }}"
            + "{{ if .Annotations.dashboard_url }}, dashboard {{ .Annotations.dashboard_url }}{{ end }}"
            + "{{ if .Annotations.trace_url }}, trace {{ .Annotations.trace_url }}{{ end }}\n{{ end }}";

    /** The same in HTML. */
    public static final String HTML = "<h2>" + TITLE + "</h2><ul>{{ range .Alerts }}<li>{{ .Status | toUpper }}"
            + " <b>{{ .Labels.alertname }}</b> {{ .Annotations.summary }}<br>{{ .Annotations.description }}"
            + "<br>{{ range .Labels.SortedPairs }}{{ .Name }}={{ .Value }} {{ end }}"
            + "{{ if .Annotations.runbook_url }}<br>runbook {{ .Annotations.runbook_url }}{{ end }}"
            + "<br>since {{ .StartsAt }}</li>{{ end }}</ul><p>{{ .ExternalURL }}</p>";

    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry("__subject", TITLE),
            Map.entry("__alertmanagerURL", "{{ .ExternalURL }}"),
            Map.entry("slack.default.title", TITLE),
            Map.entry("slack.default.fallback", TITLE),
            Map.entry("slack.default.titlelink", "{{ .ExternalURL }}"),
            Map.entry("slack.default.text", TEXT),
            Map.entry("slack.default.pretext", ""),
            Map.entry("slack.default.username", "Fawkes"),
            Map.entry("slack.default.footer", ""),
            Map.entry("slack.default.iconemoji", ""),
            Map.entry("slack.default.iconurl", ""),
            Map.entry("slack.default.color", "{{ if .Alerts.Firing }}danger{{ else }}good{{ end }}"),
            Map.entry("mattermost.default.text", TITLE + "\n" + TEXT),
            Map.entry("pagerduty.default.description", TITLE),
            Map.entry("pagerduty.default.client", "Fawkes"),
            Map.entry("pagerduty.default.clientURL", "{{ .ExternalURL }}"),
            Map.entry("pagerduty.default.instances", TEXT),
            Map.entry("email.default.subject", TITLE),
            Map.entry("email.default.html", HTML));

    private ShippedTemplates() {}

    /** {@code text} with every {@code {{ template "name" . }}} replaced by what the name stands for. */
    static String inlined(String text, Pattern named) {
        Pattern call = Pattern.compile("\\{\\{-?\\s*" + named.pattern() + "\\s*-?\\}\\}");
        return call.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(BY_NAME.get(found.group(1)))
                        .orElseThrow(() -> new UnknownTemplate("template \"" + found.group(1) + "\""))));
    }
}
