package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.chat.ChatWebhook;
import io.fawkes.alerting.chat.SlackApi;
import io.fawkes.alerting.egress.Channel;
import io.fawkes.alerting.template.Escapes;
import io.fawkes.alerting.template.ShippedTemplates;
import io.fawkes.alerting.template.Template;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code slack_configs} and {@code mattermost_configs} of a configuration file. */
final class ChatSection {

    private static final String POST_MESSAGE = "https://slack.com/api/chat.postMessage";
    private static final Set<String> FIELDS =
            Set.of("title", "title_link", "text", "fallback", "pretext", "color", "footer");
    private static final Set<String> AROUND = Set.of("channel", "username", "icon_emoji", "icon_url");
    private static final Set<String> SLACK = Set.of(
            "send_resolved",
            "http_config",
            "api_url",
            "api_url_file",
            "app_token",
            "app_token_file",
            "app_url",
            "update_message",
            "timeout",
            "channel",
            "username",
            "color",
            "title",
            "title_link",
            "pretext",
            "text",
            "message_text",
            "fields",
            "short_fields",
            "footer",
            "fallback",
            "callback_id",
            "icon_emoji",
            "icon_url",
            "image_url",
            "thumb_url",
            "link_names",
            "mrkdwn_in",
            "actions");
    private static final Set<String> SLACK_IGNORED =
            Set.of("message_text", "fields", "callback_id", "image_url", "thumb_url", "actions", "mrkdwn_in");
    private static final Set<String> MATTERMOST = Set.of(
            "send_resolved",
            "http_config",
            "webhook_url",
            "webhook_url_file",
            "channel",
            "username",
            "text",
            "icon_url",
            "icon_emoji",
            "attachments",
            "type",
            "props",
            "priority");
    private static final Map<String, String> USUAL = Map.of(
            "title",
            ShippedTemplates.TITLE,
            "title_link",
            "{{ .ExternalURL }}",
            "text",
            ShippedTemplates.TEXT,
            "fallback",
            ShippedTemplates.TITLE,
            "color",
            "{{ if .Alerts.Firing }}danger{{ else }}good{{ end }}");

    private ChatSection() {}

    static ChannelSection slack(YamlMap config, GlobalSection global) {
        return new ChannelSection(config, global, SLACK, SLACK_IGNORED).withoutAuthorization();
    }

    static ChannelSection mattermost(YamlMap config, GlobalSection global) {
        return new ChannelSection(config, global, MATTERMOST, Set.of("attachments", "type", "props", "priority"))
                .withoutAuthorization();
    }

    /** By webhook; by the app's interface if a token is given. */
    static Channel slack(ChannelSection section) {
        Map<String, Template> fields = section.templates(FIELDS, USUAL);
        Map<String, Template> around = section.templates(AROUND, Map.of());
        Optional<String> token = section.own("app_token", "slack_app_token");
        boolean updates = section.config().flag("update_message", false);
        if (token.isPresent() && !section.config().has("api_url")) {
            String url = section.own("app_url", "slack_app_url").orElse(POST_MESSAGE);
            return new SlackApi(section.uri("app_url", url), token.get(), updates, section.timeout(), fields, around);
        }
        if (updates) {
            throw section.config().wrong("update_message", "needs an app_token (expected: one, and no api_url)");
        }
        String url = section.own("api_url", "slack_api_url")
                .orElseThrow(() -> section.config().wrong("api_url", "missing (expected: api_url or app_token)"));
        return new ChatWebhook(section.uri("api_url", url), section.timeout(), fields, around, Escapes::slack);
    }

    static Channel mattermost(ChannelSection section) {
        String url = section.own("webhook_url", "mattermost_webhook_url")
                .orElseThrow(() -> section.config().wrong("webhook_url", "missing (expected: an address)"));
        return new ChatWebhook(
                section.uri("webhook_url", url),
                section.timeout(),
                section.templates(FIELDS, USUAL),
                section.templates(AROUND, Map.of()),
                Escapes::markdown);
    }
}
