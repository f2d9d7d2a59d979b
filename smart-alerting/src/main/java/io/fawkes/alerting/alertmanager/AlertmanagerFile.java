package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.routing.Receiver;
import io.fawkes.alerting.domain.routing.Routing;
import io.fawkes.alerting.domain.routing.RoutingTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code alertmanager.yml} as Alertmanager reads it, strictly: an unknown key is an error with its line. What is read but
 * would not be honoured is refused, never ignored.
 */
public final class AlertmanagerFile {

    private static final Set<String> KEYS = Set.of(
            "global",
            "route",
            "inhibit_rules",
            "receivers",
            "templates",
            "mute_time_intervals",
            "time_intervals",
            "tracing",
            "event_recorder");
    private static final Set<String> GLOBAL_KEYS = Set.of(
            "resolve_timeout",
            "http_config",
            "smtp_from",
            "smtp_hello",
            "smtp_smarthost",
            "smtp_auth_username",
            "smtp_auth_password",
            "smtp_auth_password_file",
            "smtp_auth_secret",
            "smtp_auth_secret_file",
            "smtp_auth_identity",
            "smtp_require_tls",
            "smtp_tls_config",
            "smtp_force_implicit_tls",
            "slack_api_url",
            "slack_api_url_file",
            "slack_app_token",
            "slack_app_token_file",
            "slack_app_url",
            "pagerduty_url",
            "opsgenie_api_url",
            "opsgenie_api_key",
            "opsgenie_api_key_file",
            "wechat_api_url",
            "wechat_api_secret",
            "wechat_api_secret_file",
            "wechat_api_corp_id",
            "victorops_api_url",
            "victorops_api_key",
            "victorops_api_key_file",
            "telegram_api_url",
            "telegram_bot_token",
            "telegram_bot_token_file",
            "webex_api_url",
            "jira_api_url",
            "rocketchat_api_url",
            "rocketchat_token",
            "rocketchat_token_file",
            "rocketchat_token_id",
            "rocketchat_token_id_file",
            "mattermost_webhook_url",
            "mattermost_webhook_url_file");

    private AlertmanagerFile() {}

    /**
     * Reads the file and the files that it names.
     *
     * @throws InvalidFile with line and key of the first mistake
     */
    public static AlertmanagerConfig read(Path file) {
        try {
            return parse(Files.readString(file), file.toAbsolutePath());
        } catch (IOException e) {
            var invalid = new InvalidFile("cannot be read (expected: a file in UTF-8)");
            invalid.initCause(e);
            throw invalid;
        }
    }

    /** The configuration in {@code text}; names of files are relative to its {@code place}. */
    static AlertmanagerConfig parse(String text, Path place) {
        YamlMap file = YamlMap.parse(text).knowing(KEYS);
        var global = file.map("global").map(found -> found.knowing(GLOBAL_KEYS));
        var routes = new RouteSection(file, new IntervalSection(file));
        var tree = RoutingTree.of(routes.root());
        var receivers = new ReceiverSection(file, new GlobalSection(global, new TextOrFile(place)));
        refuseUnusable(file, tree, receivers);
        return new AlertmanagerConfig(
                new Routing(tree, receivers.receivers()),
                InhibitSection.read(file),
                receivers.channels(),
                global.flatMap(found -> found.read("resolve_timeout", Durations::parse, "a duration such as 5m"))
                        .orElse(AlertmanagerConfig.USUAL_RESOLVE_TIMEOUT),
                ShownConfiguration.of(text),
                Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256());
    }

    private static void refuseUnusable(YamlMap file, RoutingTree tree, ReceiverSection receivers) {
        List<String> names = receivers.receivers().stream().map(Receiver::name).toList();
        tree.all().map(route -> route.receiver()).forEach(receiver -> {
            if (!names.contains(receiver)) {
                throw file.wrong("route", "undefined receiver " + receiver);
            }
            receivers.unsupported(receiver).ifPresent(kind -> {
                throw file.wrong(
                        "route",
                        "not supported: receiver " + receiver + " has " + kind
                                + " (expected: webhook, slack, mattermost, pagerduty or email)");
            });
        });
    }
}
