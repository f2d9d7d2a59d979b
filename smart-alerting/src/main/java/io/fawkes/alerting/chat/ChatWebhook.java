package io.fawkes.alerting.chat;

import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.egress.Channel;
import io.fawkes.alerting.egress.Outgoing;
import io.fawkes.alerting.egress.Outlets;
import io.fawkes.alerting.egress.Posts;
import io.fawkes.alerting.egress.Posts.Post;
import io.fawkes.alerting.template.Template;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** An incoming webhook of Slack or Mattermost. It knows no keys: what is said again ends in "(repeated)". */
public final class ChatWebhook implements Channel {

    private final URI uri;
    private final Duration timeout;
    private final ChatText text;
    private final UnaryOperator<String> escape;

    /**
     * @param uri the webhook, a secret
     * @param fields template by the attachment's field
     * @param around template by the message's field
     * @param escape how values are written there
     */
    public ChatWebhook(
            URI uri,
            Duration timeout,
            Map<String, Template> fields,
            Map<String, Template> around,
            UnaryOperator<String> escape) {
        this.uri = uri;
        this.timeout = timeout;
        this.text = new ChatText(fields, around);
        this.escape = escape;
    }

    @Override
    public Mono<Void> tell(Outgoing message, Outlets outlets) {
        String body = text.of(message.body(), message.isRepeated(), escape).toString();
        return outlets.posts()
                .send(new Post(uri, Map.of(), Bytes.of(body.getBytes(StandardCharsets.UTF_8)), timeout))
                .then();
    }

    @Override
    public String toString() {
        return Posts.place(uri);
    }
}
