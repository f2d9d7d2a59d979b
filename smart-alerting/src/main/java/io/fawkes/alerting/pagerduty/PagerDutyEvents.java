package io.fawkes.alerting.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.egress.Channel;
import io.fawkes.alerting.egress.Outgoing;
import io.fawkes.alerting.egress.Outlets;
import io.fawkes.alerting.egress.Posts;
import io.fawkes.alerting.egress.Posts.Post;
import io.fawkes.alerting.template.Escapes;
import io.fawkes.alerting.template.Template;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * PagerDuty's Events API, version 2. The group is the key by which PagerDuty knows an alert again: telling it anew updates
 * it, telling it twice changes nothing, and its end resolves it.
 */
public final class PagerDutyEvents implements Channel {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
    private static final int LONGEST_SUMMARY = 1024;
    private static final int LONGEST_DETAIL = 64 * 1024;

    private final URI uri;
    private final String routingKey;
    private final Duration timeout;
    private final Map<String, Template> fields;
    private final Map<String, Template> details;

    /**
     * @param uri where events are posted
     * @param routingKey of the service, a secret
     * @param fields template by name: summary, source, severity, component, class, group, client, client_url
     * @param details templates of the custom details
     */
    public PagerDutyEvents(
            URI uri, String routingKey, Duration timeout, Map<String, Template> fields, Map<String, Template> details) {
        this.uri = uri;
        this.routingKey = routingKey;
        this.timeout = timeout;
        this.fields = Map.copyOf(fields);
        this.details = Map.copyOf(details);
    }

    @Override
    public Mono<Void> tell(Outgoing message, Outlets outlets) {
        String body = event(message).toString();
        return outlets.posts()
                .send(new Post(uri, Map.of(), Bytes.of(body.getBytes(StandardCharsets.UTF_8)), timeout))
                .then();
    }

    private ObjectNode event(Outgoing message) {
        ObjectNode event = JSON.createObjectNode()
                .put("routing_key", routingKey)
                .put("dedup_key", message.group() + "/" + message.integration())
                .put("event_action", message.isResolved() ? "resolve" : "trigger");
        event.put("client", filled("client", message.body()));
        event.put("client_url", Escapes.link(filled("client_url", message.body())));
        event.set("payload", payload(message.body()));
        event.set("links", links(message.body()));
        return event;
    }

    private ObjectNode payload(JsonNode message) {
        String summary = filled("summary", message);
        String severity = filled("severity", message);
        ObjectNode payload = JSON.createObjectNode()
                .put("summary", summary.substring(0, Math.min(summary.length(), LONGEST_SUMMARY)))
                .put("source", filled("source", message))
                .put("severity", SEVERITIES.contains(severity) ? severity : "error");
        for (String field : Set.of("component", "class", "group")) {
            String text = filled(field, message);
            if (!text.isEmpty()) {
                payload.put(field, text);
            }
        }
        ObjectNode custom = payload.putObject("custom_details");
        details.forEach((name, template) -> custom.put(name, cut(template.fill(message, UnaryOperator.identity()))));
        return payload;
    }

    /** Runbooks and dashboards that all alerts have, as links. */
    private static JsonNode links(JsonNode message) {
        var links = JSON.createArrayNode();
        for (String name : Set.of("runbook_url", "dashboard_url", "trace_url")) {
            String link =
                    Escapes.link(message.path("commonAnnotations").path(name).asText());
            if (!link.isEmpty()) {
                links.addObject().put("href", link).put("text", name.replace("_url", ""));
            }
        }
        return links;
    }

    private String filled(String field, JsonNode message) {
        Template template = fields.get(field);
        return template == null ? "" : template.fill(message, UnaryOperator.identity());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }

    @Override
    public String toString() {
        return Posts.place(uri);
    }
}
