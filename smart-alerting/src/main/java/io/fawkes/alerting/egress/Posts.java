package io.fawkes.alerting.egress;

import io.fawkes.alerting.domain.Bytes;
import io.fawkes.runtime.postgres.DeliveryPostponed;
import io.fawkes.runtime.postgres.DeliveryRefused;
import io.fawkes.runtime.postgres.DeliveryUnknown;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Posts by HTTP. Each on a connection of its own, so that the address is looked up and checked for each; redirects are not
 * followed, and of the answer only its beginning is read. Errors tell scheme, host and port: the rest may be a secret.
 */
public final class Posts {

    /** What a receiver may take that does not say otherwise. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    /** Longer than this no receiver may take: an attempt belongs to its worker for a limited time. */
    public static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(25);

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final int READ_OF_AN_ANSWER = 16 * 1024;

    private final HttpClient http = HttpClient.create(ConnectionProvider.newConnection())
            .followRedirect(false)
            .disableRetry(true)
            .resolver(new CheckedResolvers())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECTING.toMillis());

    /**
     * A post.
     *
     * @param uri where to, http or https
     * @param headers what it says of itself beside its media type
     * @param body JSON
     * @param timeout longest time for it
     */
    public record Post(URI uri, Map<String, String> headers, Bytes body, Duration timeout) {
        public Post {
            headers = Map.copyOf(headers);
        }

        /** Scheme, host and port. */
        String place() {
            return Posts.place(uri);
        }

        /** Secrets are in headers and addresses. */
        @Override
        public String toString() {
            return place();
        }
    }

    /** Scheme, host and port of {@code uri}: paths and queries are secrets. */
    public static String place(URI uri) {
        int port = uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port);
    }

    /** The beginning of the answer if it says that all is well; else the errors that {@link Channel} names. */
    public Mono<String> send(Post post) {
        return Mono.justOrEmpty(Addresses.refusal(post.uri()))
                .flatMap(refusal -> Mono.<String>error(() -> new DeliveryRefused(refusal)))
                .switchIfEmpty(Mono.defer(() -> sent(post)));
    }

    private Mono<String> sent(Post post) {
        var begun = new AtomicBoolean();
        return http.headers(headers -> {
                    headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                            .set(HttpHeaderNames.USER_AGENT, "fawkes-smart-alerting");
                    post.headers().forEach(headers::set);
                })
                .doOnRequest((_, _) -> begun.set(true))
                .post()
                .uri(post.uri())
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(post.body().array())))
                .responseConnection((response, connection) ->
                        beginning(connection.inbound().receive()).map(text -> new Answer(response, text)))
                .next()
                .timeout(post.timeout())
                .onErrorMap(failure -> failed(failure, post, begun.get()))
                .flatMap(answer -> answer.judged(post));
    }

    private static Mono<String> beginning(Flux<ByteBuf> content) {
        return content.map(part -> part.toString(StandardCharsets.UTF_8))
                .scan("", String::concat)
                .takeUntil(text -> text.length() >= READ_OF_AN_ANSWER)
                .last("");
    }

    private static Throwable failed(Throwable failure, Post post, boolean begun) {
        String what = post.place() + ": " + failure.getClass().getSimpleName();
        return begun
                ? new DeliveryUnknown(what + " after the request was begun", failure)
                : new DeliveryFailed(what + " before the request was begun", failure);
    }

    private record Answer(HttpClientResponse head, String text) {

        /** What may pass is tried again, when the receiver says if it does; what will not is refused. */
        Mono<String> judged(Post post) {
            int status = head.status().code();
            String told = post.place() + " answered " + status;
            if (status / 100 == 2) {
                return Mono.just(text);
            }
            if (!mayPass(status)) {
                return Mono.error(() -> new DeliveryRefused(told));
            }
            return Mono.error(() -> pause().<RuntimeException>map(pause -> new DeliveryPostponed(told, pause))
                    .orElseGet(() -> new DeliveryFailed(told)));
        }

        private static boolean mayPass(int status) {
            return status / 100 == 5 || status == 408 || status == 425 || status == 429;
        }

        private Optional<Duration> pause() {
            return Optional.ofNullable(head.responseHeaders().get(HttpHeaderNames.RETRY_AFTER))
                    .flatMap(RetryAfter::parse);
        }
    }
}
