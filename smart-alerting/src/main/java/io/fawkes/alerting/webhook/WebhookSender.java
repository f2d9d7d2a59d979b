package io.fawkes.alerting.webhook;

import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.alerting.webhook.WebhookMessage.Kept;
import io.fawkes.runtime.postgres.DeliveryUnknown;
import io.fawkes.runtime.postgres.OutboxMessage;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Posts webhooks. Each on a connection of its own, so that the address is looked up and checked for each; redirects are
 * not followed, and of the answer only the status is read.
 */
public final class WebhookSender {

    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final Supplier<Map<Integration, WebhookTarget>> targets;
    private final HttpClient http;

    /**
     * @param targets where each integration is posted to, as it is configured now
     */
    public WebhookSender(Supplier<Map<Integration, WebhookTarget>> targets) {
        this.targets = targets;
        this.http = HttpClient.create(ConnectionProvider.newConnection())
                .followRedirect(false)
                .disableRetry(true)
                .resolver(new CheckedResolvers())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECTING.toMillis());
    }

    private Optional<WebhookTarget> target(Kept kept) {
        return targets.get().entrySet().stream()
                .filter(target -> target.getKey().receiver().equals(kept.receiver())
                        && target.getKey().name().equals(kept.integration()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * Makes one attempt; completes when the receiver confirmed it. Fails with {@link DeliveryFailed} when it surely had no
     * effect, and with {@link DeliveryUnknown} when bytes were written and no answer came.
     */
    public Mono<Void> send(OutboxMessage message) {
        return Mono.defer(() -> {
            Kept kept = WebhookMessage.read(message.payload().toByteArray());
            return target(kept)
                    .map(target -> posted(target, kept, message.key()))
                    .orElseGet(() -> Mono.error(() -> new DeliveryFailed("receiver " + kept.receiver() + " has no "
                            + kept.integration() + " in the configuration")));
        });
    }

    private Mono<Void> posted(WebhookTarget target, Kept kept, String key) {
        var begun = new AtomicBoolean();
        return Addresses.refusal(target.uri())
                .<Mono<Void>>map(refusal -> Mono.error(() -> new DeliveryFailed(refusal)))
                .orElseGet(() -> http.headers(headers -> headers(headers, target, key))
                        .doOnRequest((_, _) -> begun.set(true))
                        .post()
                        .uri(target.uri())
                        .send(Mono.fromSupplier(
                                () -> Unpooled.wrappedBuffer(kept.body().array())))
                        .response()
                        .timeout(target.timeout())
                        .onErrorMap(failure -> failed(failure, target, begun.get()))
                        .flatMap(response -> judged(response.status().code(), target)));
    }

    private static void headers(HttpHeaders headers, WebhookTarget target, String key) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.USER_AGENT, "fawkes-smart-alerting")
                .set("Idempotency-Key", key);
        target.authorization().ifPresent(value -> headers.set(HttpHeaderNames.AUTHORIZATION, value));
    }

    private static Mono<Void> judged(int status, WebhookTarget target) {
        return status / 100 == 2
                ? Mono.empty()
                : Mono.error(() -> new DeliveryFailed(target.place() + " answered " + status));
    }

    /** Without the address: it may be a secret. */
    private static Throwable failed(Throwable failure, WebhookTarget target, boolean begun) {
        String what = target.place() + ": " + failure.getClass().getSimpleName();
        return begun
                ? new DeliveryUnknown(what + " after the request was begun", failure)
                : new DeliveryFailed(what + " before the request was begun", failure);
    }
}
