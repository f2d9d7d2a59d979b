package io.fawkes.alerting.apiv2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.mute.Muting;
import io.fawkes.alerting.domain.mute.Silence;
import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.domain.read.SilenceView;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** What the API answers, as JSON. */
final class ApiJson {

    /** As Alertmanager writes times: with three digits of a second. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final JsonMapper JSON = new JsonMapper();

    private ApiJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array(Collection<? extends JsonNode> elements) {
        return JSON.createArrayNode().addAll(elements);
    }

    static Bytes bytes(JsonNode json) {
        try {
            return Bytes.of(JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts cannot be written", e);
        }
    }

    static ObjectNode texts(Map<String, String> texts) {
        ObjectNode object = object();
        texts.forEach(object::put);
        return object;
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static ObjectNode receiver(String name) {
        return object().put("name", name);
    }

    static ObjectNode alert(AlertView view, Collection<String> receivers) {
        Alert alert = view.alert();
        ObjectNode node = object();
        node.set("annotations", texts(alert.annotations()));
        node.put("endsAt", time(alert.ending().at()))
                .put("fingerprint", alert.fingerprint().hex())
                .set(
                        "receivers",
                        array(receivers.stream().map(ApiJson::receiver).toList()));
        node.put("startsAt", time(alert.startsAt())).set("status", status(view.muting()));
        node.put("updatedAt", time(alert.lastReceivedAt()))
                .put("generatorURL", alert.generatorUri())
                .set("labels", texts(alert.labels().values()));
        return node;
    }

    private static ObjectNode status(Muting muting) {
        ObjectNode status = object();
        var inhibited = JSON.createArrayNode();
        muting.inhibited().ifPresent(by -> inhibited.add(by.fingerprint().hex()));
        var silenced = JSON.createArrayNode();
        muting.silences().forEach(silence -> silenced.add(silence.toString()));
        status.set("inhibitedBy", inhibited);
        status.set("silencedBy", silenced);
        status.set("mutedBy", JSON.createArrayNode());
        return status.put("state", muting.isMuted() ? "suppressed" : "active");
    }

    static ObjectNode silence(SilenceView view) {
        Silence silence = view.silence();
        ObjectNode node = object().put("id", silence.id().toString());
        node.set("status", object().put("state", view.state().name().toLowerCase(Locale.ROOT)));
        node.put("updatedAt", time(silence.updatedAt()))
                .put("comment", silence.comment())
                .put("createdBy", silence.createdBy())
                .put("endsAt", time(silence.endsAt()))
                .put("startsAt", time(silence.startsAt()));
        node.set(
                "matchers",
                array(silence.matchers().stream().map(ApiJson::matcher).toList()));
        return node;
    }

    private static ObjectNode matcher(Matcher matcher) {
        Operator operator = matcher.operator();
        return object().put("isEqual", operator == Operator.EQUAL || operator == Operator.REGEX)
                .put("isRegex", operator.isRegex())
                .put("name", matcher.name())
                .put("value", matcher.value());
    }
}
