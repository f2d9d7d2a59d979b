package io.fawkes.alerting.webhook;

import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.egress.Channel;
import io.fawkes.alerting.egress.Outgoing;
import io.fawkes.alerting.egress.Outlets;
import io.fawkes.alerting.egress.Posts;
import io.fawkes.alerting.egress.Posts.Post;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Where and how a webhook is posted. It holds secrets: nothing prints it.
 *
 * @param uri where to, http or https
 * @param timeout longest time for one attempt
 * @param authorization value of that header, if one is sent
 */
public record WebhookTarget(URI uri, Duration timeout, Optional<String> authorization) implements Channel {

    @Override
    public Mono<Void> tell(Outgoing message, Outlets outlets) {
        return outlets.posts()
                .send(new Post(
                        uri,
                        headers(message.key()),
                        Bytes.of(message.body().toString().getBytes(StandardCharsets.UTF_8)),
                        timeout))
                .then();
    }

    private Map<String, String> headers(String key) {
        Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", key));
        authorization.ifPresent(value -> headers.put("Authorization", value));
        return headers;
    }

    @Override
    public String toString() {
        return Posts.place(uri);
    }
}
