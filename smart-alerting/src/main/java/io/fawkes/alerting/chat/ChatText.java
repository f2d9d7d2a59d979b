package io.fawkes.alerting.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.template.Escapes;
import io.fawkes.alerting.template.Template;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is said in a chat: an attachment as both Slack and Mattermost take it.
 *
 * @param fields template by the attachment's field
 * @param around template by the message's field, such as channel and username
 */
record ChatText(Map<String, Template> fields, Map<String, Template> around) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 12_000;

    ChatText {
        fields = Map.copyOf(fields);
        around = Map.copyOf(around);
    }

    /** The message; a repeated one says that it is. */
    ObjectNode of(JsonNode message, boolean isRepeated, UnaryOperator<String> escape) {
        ObjectNode said = filled(around, message, escape);
        ObjectNode attachment = filled(fields, message, escape);
        if (attachment.has("title_link")) {
            attachment.put(
                    "title_link", Escapes.link(attachment.path("title_link").asText()));
        }
        if (isRepeated) {
            attachment.put("text", attachment.path("text").asText() + " (repeated)");
        }
        said.putArray("attachments").add(attachment);
        return said;
    }

    private static ObjectNode filled(Map<String, Template> templates, JsonNode message, UnaryOperator<String> escape) {
        ObjectNode filled = JSON.createObjectNode();
        templates.forEach((field, template) -> {
            boolean isLink = field.endsWith("_link");
            String text = template.fill(message, isLink ? UnaryOperator.identity() : escape);
            if (!text.isEmpty()) {
                filled.put(field, text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
            }
        });
        return filled;
    }
}
