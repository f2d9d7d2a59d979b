package io.fawkes.alerting.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import io.fawkes.runtime.postgres.DeliveryPostponed;
import io.fawkes.runtime.postgres.DeliveryRefused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Slack by an app's token: what was said of a group is changed in place, if that is wanted. Slack answers 200 to
 * everything and says in the body what it did.
 */
public final class SlackApi implements Channel {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration BUSY = Duration.ofSeconds(30);
    /** Errors that pass. */
    private static final Set<String> PASSING = Set.of(
            "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout");
    /** The message to be changed is gone, or may not be changed any more: it is said anew. */
    private static final Set<String> GONE =
            Set.of("message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found");

    private final URI post;
    private final String token;
    private final boolean updates;
    private final Duration timeout;
    private final ChatText text;

    /**
     * @param post address of {@code chat.postMessage}; {@code chat.update} is beside it
     * @param token the app's, a secret
     * @param updates whether messages are changed in place
     * @param fields template by the attachment's field
     * @param around template by the message's field; one of them is the channel
     */
    public SlackApi(
            URI post,
            String token,
            boolean updates,
            Duration timeout,
            Map<String, Template> fields,
            Map<String, Template> around) {
        this.post = post;
        this.token = token;
        this.updates = updates;
        this.timeout = timeout;
        this.text = new ChatText(fields, around);
    }

    @Override
    public Mono<Void> tell(Outgoing message, Outlets outlets) {
        if (!updates) {
            return posted(message, outlets).then();
        }
        return outlets.sent()
                .find(message.group(), message.integration())
                .flatMap(reference -> updated(message, reference, outlets))
                .switchIfEmpty(Mono.defer(() -> anew(message, outlets)))
                .then();
    }

    private Mono<JsonNode> anew(Outgoing message, Outlets outlets) {
        return posted(message, outlets)
                .delayUntil(answer -> outlets.sent()
                        .note(
                                message.group(),
                                message.integration(),
                                answer.path("channel").asText() + "/"
                                        + answer.path("ts").asText()));
    }

    private Mono<JsonNode> posted(Outgoing message, Outlets outlets) {
        return called(post, text.of(message.body(), message.isRepeated(), Escapes::slack), outlets)
                .flatMap(answer -> judged(answer));
    }

    /** Empty if there is nothing to change any more. Changing twice is harmless, so nothing is said of repeating. */
    private Mono<JsonNode> updated(Outgoing message, String reference, Outlets outlets) {
        int slash = reference.indexOf('/');
        ObjectNode body = text.of(message.body(), false, Escapes::slack)
                .put("channel", reference.substring(0, slash))
                .put("ts", reference.substring(slash + 1));
        return called(post.resolve("chat.update"), body, outlets)
                .flatMap(answer -> GONE.contains(answer.path("error").asText()) ? Mono.empty() : judged(answer));
    }

    private Mono<JsonNode> called(URI uri, ObjectNode body, Outlets outlets) {
        return outlets.posts()
                .send(new Post(
                        uri,
                        Map.of("Authorization", "Bearer " + token),
                        Bytes.of(body.toString().getBytes(StandardCharsets.UTF_8)),
                        timeout))
                .map(SlackApi::parsed);
    }

    private static JsonNode parsed(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException _) {
            return JSON.createObjectNode().put("error", "no JSON"); // judged as a refusal
        }
    }

    private Mono<JsonNode> judged(JsonNode answer) {
        if (answer.path("ok").asBoolean()) {
            return Mono.just(answer);
        }
        String error = answer.path("error").asText().replaceAll("[^a-z_ A-Z]", "");
        String told = Posts.place(post) + " answered " + error.substring(0, Math.min(error.length(), 100));
        return Mono.error(
                () -> PASSING.contains(error) ? new DeliveryPostponed(told, BUSY) : new DeliveryRefused(told));
    }

    @Override
    public String toString() {
        return Posts.place(post);
    }
}
