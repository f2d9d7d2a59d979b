package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.alerting.domain.routing.Receiver;
import io.fawkes.alerting.egress.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The receivers of a configuration file. Those of kinds that are not supported are kept by name, without integrations. */
final class ReceiverSection {

    private static final Set<String> UNSUPPORTED = Set.of(
            "discord_configs",
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
            "incidentio_configs");

    /**
     * A kind that is supported.
     *
     * @param name as integrations are called by it
     * @param section reads its common part
     * @param channel makes the channel
     * @param sendsResolved whether ends are told unless the file says otherwise
     * @param maxAlerts most alerts in one message
     */
    private record Kind(
            String name,
            BiFunction<YamlMap, GlobalSection, ChannelSection> section,
            Function<ChannelSection, Channel> channel,
            boolean sendsResolved,
            ToIntFunction<ChannelSection> maxAlerts) {

        String key() {
            return name + "_configs";
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("webhook", WebhookSection::section, WebhookSection::channel, true, WebhookSection::maxAlerts),
            new Kind("slack", ChatSection::slack, ChatSection::slack, false, _ -> 0),
            new Kind("mattermost", ChatSection::mattermost, ChatSection::mattermost, true, _ -> 0),
            new Kind("pagerduty", PagerDutySection::section, PagerDutySection::channel, true, _ -> 0),
            new Kind("email", EmailSection::section, EmailSection::channel, false, _ -> 0));

    private static final Set<String> KNOWN = known();

    private final GlobalSection global;
    private final List<Receiver> receivers = new ArrayList<>();
    private final Map<Integration, Channel> channels = new HashMap<>();
    private final Map<String, String> unsupported = new HashMap<>();

    ReceiverSection(YamlMap file, GlobalSection global) {
        this.global = global;
        file.maps("receivers").forEach(receiver -> add(receiver.knowing(KNOWN)));
    }

    private static Set<String> known() {
        var known = new HashSet<>(UNSUPPORTED);
        known.addAll(Set.of("name", "labels"));
        KINDS.forEach(kind -> known.add(kind.key()));
        return Set.copyOf(known);
    }

    private void add(YamlMap receiver) {
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
        receivers.add(new Receiver(
                name,
                KINDS.stream()
                        .flatMap(kind -> integrations(receiver, name, kind).stream())
                        .toList()));
    }

    private List<Integration> integrations(YamlMap receiver, String name, Kind kind) {
        var integrations = new ArrayList<Integration>();
        for (YamlMap config : receiver.maps(kind.key())) {
            ChannelSection section = kind.section().apply(config, global);
            var integration = new Integration(
                    name,
                    kind.name(),
                    integrations.size(),
                    section.sendResolved(kind.sendsResolved()),
                    kind.maxAlerts().applyAsInt(section));
            integrations.add(integration);
            channels.put(integration, kind.channel().apply(section));
        }
        return integrations;
    }

    List<Receiver> receivers() {
        return List.copyOf(receivers);
    }

    Map<Integration, Channel> channels() {
        return Map.copyOf(channels);
    }

    /** What {@code receiver} has that is not supported, if it has something. */
    Optional<String> unsupported(String receiver) {
        return Optional.ofNullable(unsupported.get(receiver));
    }
}
