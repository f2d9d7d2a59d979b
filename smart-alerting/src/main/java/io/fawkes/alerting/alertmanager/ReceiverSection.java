package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.alerting.domain.routing.Receiver;
import io.fawkes.alerting.webhook.WebhookTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The receivers of a configuration file. Those of kinds that are not supported are kept by name, without integrations. */
final class ReceiverSection {

    private static final String WEBHOOK = "webhook";
    private static final String WEBHOOKS = "webhook_configs";
    private static final Set<String> UNSUPPORTED = Set.of(
            "discord_configs",
            "email_configs",
            "pagerduty_configs",
            "slack_configs",
            "opsgenie_configs",
            "wechat_configs",
            "pushover_configs",
            "victorops_configs",
            "sns_configs",
            "telegram_configs",
            "webex_configs",
            "msteams_configs",
            "msteamsv2_configs",
            "jira_configs",
            "rocketchat_configs",
            "incidentio_configs",
            "mattermost_configs");
    private static final Set<String> KNOWN = known();

    private final List<Receiver> receivers = new ArrayList<>();
    private final Map<Integration, WebhookTarget> webhooks = new HashMap<>();
    private final Map<String, String> unsupported = new HashMap<>();

    ReceiverSection(YamlMap file, Path place, Optional<YamlMap> globalHttp) {
        file.maps("receivers").forEach(receiver -> add(receiver.knowing(KNOWN), place, globalHttp));
    }

    private static Set<String> known() {
        var known = new HashSet<>(UNSUPPORTED);
        known.addAll(Set.of("name", "labels", WEBHOOKS));
        return Set.copyOf(known);
    }

    private void add(YamlMap receiver, Path place, Optional<YamlMap> globalHttp) {
        String name = receiver.text("name")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> receiver.wrong("name", "missing (expected: a unique name)"));
        if (receivers.stream().anyMatch(known -> known.name().equals(name))) {
            throw receiver.wrong("name", "notification config name " + name + " is not unique");
        }
        receiver.keys().stream()
                .filter(UNSUPPORTED::contains)
                .filter(receiver::isFilled)
                .findFirst()
                .ifPresent(kind -> unsupported.put(name, kind));
        receivers.add(new Receiver(name, integrations(receiver, name, place, globalHttp)));
    }

    private List<Integration> integrations(YamlMap receiver, String name, Path place, Optional<YamlMap> globalHttp) {
        List<YamlMap> configs = receiver.maps(WEBHOOKS);
        var integrations = new ArrayList<Integration>();
        for (YamlMap config : configs) {
            var webhook = new WebhookSection(config, place, globalHttp);
            var integration =
                    new Integration(name, WEBHOOK, integrations.size(), webhook.sendResolved(), webhook.maxAlerts());
            integrations.add(integration);
            webhooks.put(integration, webhook.target());
        }
        return integrations;
    }

    List<Receiver> receivers() {
        return List.copyOf(receivers);
    }

    Map<Integration, WebhookTarget> webhooks() {
        return Map.copyOf(webhooks);
    }

    /** What {@code receiver} has that is not supported, if it has something. */
    Optional<String> unsupported(String receiver) {
        return Optional.ofNullable(unsupported.get(receiver));
    }
}
