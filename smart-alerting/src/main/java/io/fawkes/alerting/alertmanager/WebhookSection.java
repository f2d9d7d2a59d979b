package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.webhook.WebhookTarget;
import java.util.Optional;
import java.util.Set;

/** The {@code webhook_configs} of a configuration file. */
final class WebhookSection {

    private static final Set<String> KEYS =
            Set.of("send_resolved", "url", "url_file", "http_config", "max_alerts", "timeout", "payload");

    private WebhookSection() {}

    static ChannelSection section(YamlMap config, GlobalSection global) {
        return new ChannelSection(config, global, KEYS, Set.of("payload"));
    }

    static int maxAlerts(ChannelSection section) {
        return section.config()
                .read("max_alerts", WebhookSection::count, "a whole number of 0 or more")
                .orElse(0);
    }

    private static Optional<Integer> count(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    static WebhookTarget channel(ChannelSection section) {
        String url = section.own("url", "-")
                .orElseThrow(() -> section.config().wrong("url", "missing (expected: url or url_file)"));
        return new WebhookTarget(section.uri("url", url), section.timeout(), section.authorization());
    }
}
