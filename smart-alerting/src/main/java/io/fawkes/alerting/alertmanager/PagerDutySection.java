package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.egress.Channel;
import io.fawkes.alerting.pagerduty.PagerDutyEvents;
import io.fawkes.alerting.template.ShippedTemplates;
import io.fawkes.alerting.template.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The {@code pagerduty_configs} of a configuration file. */
final class PagerDutySection {

    private static final String ENQUEUE = "https://events.pagerduty.com/v2/enqueue";
    private static final Set<String> FIELDS =
            Set.of("client", "client_url", "description", "severity", "source", "class", "component", "group");
    private static final Set<String> KEYS = Set.of(
            "send_resolved",
            "http_config",
            "routing_key",
            "routing_key_file",
            "service_key",
            "service_key_file",
            "url",
            "client",
            "client_url",
            "description",
            "severity",
            "source",
            "class",
            "component",
            "group",
            "details",
            "images",
            "links",
            "timeout");
    private static final Map<String, String> USUAL = Map.of(
            "client", "Fawkes",
            "client_url", "{{ .ExternalURL }}",
            "description", ShippedTemplates.TITLE,
            "severity", "{{ if .CommonLabels.severity }}{{ .CommonLabels.severity }}{{ else }}error{{ end }}",
            "source", "Fawkes");
    private static final Map<String, String> DETAILS = Map.of(
            "firing", "{{ range .Alerts.Firing }}{{ .Labels.SortedPairs.Values }}{{ end }}",
            "num_firing", "{{ .Alerts.Firing | len }}",
            "num_resolved", "{{ .Alerts.Resolved | len }}",
            "alerts", ShippedTemplates.TEXT);

    private PagerDutySection() {}

    static ChannelSection section(YamlMap config, GlobalSection global) {
        return new ChannelSection(config, global, KEYS, Set.of("images", "links", "service_key", "service_key_file"))
                .withoutAuthorization();
    }

    static Channel channel(ChannelSection section) {
        String key = section.own("routing_key", "-")
                .orElseThrow(() -> section.config().wrong("routing_key", "missing (expected: one of Events v2)"));
        String url = section.own("url", "pagerduty_url").orElse(ENQUEUE);
        Map<String, Template> fields = new HashMap<>(section.templates(FIELDS, USUAL));
        Template summary = fields.remove("description");
        if (summary != null) {
            fields.put("summary", summary);
        }
        return new PagerDutyEvents(
                section.uri("url", url), key, section.timeout(), fields, section.mapped("details", DETAILS));
    }
}
