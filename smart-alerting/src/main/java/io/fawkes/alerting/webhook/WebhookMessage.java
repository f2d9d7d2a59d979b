package io.fawkes.alerting.webhook;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.group.Notification;
import io.fawkes.alerting.domain.group.NotificationWriter;
import io.fawkes.alerting.egress.Outgoing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** The webhook's payload, Alertmanager's version 4, with the address it goes to as it is kept in the outbox. */
public final class WebhookMessage implements NotificationWriter {

    /** Go's zero time: what Alertmanager writes for an alert that has not ended. */
    private static final String NO_END = "0001-01-01T00:00:00Z";

    private static final JsonMapper JSON = new JsonMapper();

    private final String externalUrl;

    /**
     * @param externalUrl where this installation is reached
     */
    public WebhookMessage(String externalUrl) {
        this.externalUrl = externalUrl;
    }

    @Override
    public Bytes write(Notification notification) {
        return Outgoing.kept(notification.integration(), body(notification));
    }

    private ObjectNode body(Notification notification) {
        List<Alert> alerts = notification.alerts();
        int most = notification.integration().maxAlerts();
        List<Alert> named = most > 0 && alerts.size() > most ? alerts.subList(0, most) : alerts;
        ObjectNode body = JSON.createObjectNode()
                .put("receiver", notification.integration().receiver())
                .put("status", notification.firing() > 0 ? "firing" : "resolved");
        body.set("alerts", alerts(notification, named));
        body.set("groupLabels", object(notification.groupLabels().values()));
        body.set("commonLabels", object(common(alerts, alert -> alert.labels().values())));
        body.set("commonAnnotations", object(common(alerts, Alert::annotations)));
        return body.put("externalURL", externalUrl)
                .put("version", "4")
                .put("groupKey", notification.groupKey())
                .put("truncatedAlerts", alerts.size() - named.size());
    }

    private static ArrayNode alerts(Notification notification, List<Alert> named) {
        ArrayNode alerts = JSON.createArrayNode();
        named.forEach(alert -> alerts.add(alert(alert, notification.fires(alert))));
        return alerts;
    }

    private static ObjectNode alert(Alert alert, boolean fires) {
        ObjectNode node = JSON.createObjectNode().put("status", fires ? "firing" : "resolved");
        node.set("labels", object(alert.labels().values()));
        node.set("annotations", object(alert.annotations()));
        return node.put("startsAt", alert.startsAt().toString())
                .put("endsAt", fires ? NO_END : alert.ending().at().toString())
                .put("generatorURL", alert.generatorUri())
                .put("fingerprint", alert.fingerprint().hex());
    }

    private static ObjectNode object(Map<String, String> texts) {
        ObjectNode object = JSON.createObjectNode();
        new TreeMap<>(texts).forEach(object::put);
        return object;
    }

    /** What all of {@code alerts} have with the same value. */
    private static Map<String, String> common(
            Collection<Alert> alerts, Function<Alert, ? extends Map<String, String>> texts) {
        Map<String, String> common = new TreeMap<>();
        alerts.stream().findFirst().map(texts).ifPresent(common::putAll);
        alerts.forEach(alert -> common.entrySet()
                .removeIf(entry -> !Objects.equals(texts.apply(alert).get(entry.getKey()), entry.getValue())));
        return common;
    }
}
