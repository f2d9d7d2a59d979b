package io.fawkes.anomaly.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import io.fawkes.anomaly.domain.sample.Extent;
import io.fawkes.anomaly.domain.sample.SampleQuery;
import io.fawkes.anomaly.domain.sample.SampleSource;
import io.fawkes.anomaly.domain.sample.SeriesSamples;
import io.fawkes.anomaly.domain.sample.SourceFailure;
import io.fawkes.anomaly.domain.sample.SourceFailure.Kind;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.resources.ConnectionProvider;

/**
 * Range queries to one Prometheus, or to what speaks its API: POST, no redirects, answers read as they come, bounded in time
 * and size. What is younger than the lag is not asked for.
 */
public final class PrometheusSource implements SampleSource, AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final int QUEUED = 1_000;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int OK = 200;
    private static final int MOST_TEXT = 300;

    private final PrometheusConfig config;
    private final InstantSource clock;
    private final ConnectionProvider connections;
    private final HttpClient client;

    private PrometheusSource(PrometheusConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.connections = ConnectionProvider.builder("prometheus")
                .maxConnections(CONNECTIONS)
                .pendingAcquireMaxCount(QUEUED)
                .build();
        this.client = HttpClient.create(connections)
                .followRedirect(false)
                .compress(true)
                .responseTimeout(config.timeout())
                .headers(headers -> {
                    headers.set(HttpHeaderNames.CONTENT_TYPE, "application/x-www-form-urlencoded");
                    config.authorization().ifPresent(shown -> headers.set(HttpHeaderNames.AUTHORIZATION, shown));
                });
    }

    /** Prepares the client; connects when first asked. */
    public static PrometheusSource open(PrometheusConfig config, InstantSource clock) {
        return new PrometheusSource(config, clock);
    }

    @Override
    public Mono<Extent> extent() {
        return Mono.fromSupplier(
                () -> new Extent(Optional.empty(), clock.instant().minus(config.lag())));
    }

    @Override
    public Flux<SeriesSamples> range(SampleQuery query) {
        Mono<SeriesSamples> late = Mono.delay(config.timeout()).then(Mono.error(this::late));
        return client.post()
                .uri(config.url() + "/api/v1/query_range")
                .send(ByteBufMono.fromString(Mono.just(form(query))))
                .response(this::series)
                .takeUntilOther(late)
                .onErrorMap(this::named);
    }

    private static String form(SampleQuery query) {
        return Map.of(
                        "query", query.promql(),
                        "start", String.valueOf(query.start().getEpochSecond()),
                        "end", String.valueOf(query.end().getEpochSecond()),
                        "step", query.step().toSeconds() + "s")
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Publisher<SeriesSamples> series(HttpClientResponse response, ByteBufFlux body) {
        var reader = new AnswerReader();
        int status = response.status().code();
        Flux<byte[]> pieces = bounded(body.asByteArray());
        if (status != OK) {
            return pieces.doOnNext(reader::feed)
                    .then()
                    .onErrorComplete(SourceFailure.class)
                    .then(Mono.error(() -> refused(status, reader.error())));
        }
        return pieces.concatMapIterable(reader::feed).concatWith(Mono.fromRunnable(reader::requireWhole));
    }

    private Flux<byte[]> bounded(Flux<byte[]> pieces) {
        var read = new AtomicLong();
        return pieces.doOnNext(piece -> {
            if (read.addAndGet(piece.length) > config.mostBytes()) {
                throw new SourceFailure(
                        Kind.REFUSED,
                        "Prometheus' answer is larger than %d MB (expected: a rule that aggregates to fewer series)"
                                .formatted(config.mostBytes() >> 20));
            }
        });
    }

    private static SourceFailure refused(int status, String error) {
        String text = error.isEmpty() ? "" : ": " + error.substring(0, Math.min(error.length(), MOST_TEXT));
        if (status < CLIENT_ERROR) {
            return new SourceFailure(
                    Kind.REFUSED,
                    "Prometheus redirects (HTTP %d), which is not followed (expected: FAWKES_PROMETHEUS_URL names its last address)"
                            .formatted(status));
        }
        boolean away = status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
        return new SourceFailure(
                away ? Kind.AWAY : Kind.REFUSED,
                (away ? "Prometheus cannot answer now (HTTP %d)%s" : "Prometheus refuses the query (HTTP %d)%s")
                        .formatted(status, text));
    }

    private SourceFailure late() {
        return new SourceFailure(
                Kind.AWAY,
                "Prometheus did not answer within " + config.timeout().toSeconds() + " s");
    }

    private Throwable named(Throwable error) {
        return switch (error) {
            case SourceFailure failure -> failure;
            case ReadTimeoutException _ -> late();
            case PrematureCloseException cut ->
                new SourceFailure(Kind.GARBLED, "Prometheus closed the connection before its answer was whole", cut);
            case JacksonException garbled ->
                new SourceFailure(Kind.GARBLED, "Prometheus answered something that is not its JSON", garbled);
            default ->
                new SourceFailure(
                        Kind.AWAY,
                        "Prometheus cannot be reached at %s:%d: %s"
                                .formatted(config.url().getHost(), port(), error.getMessage()),
                        error);
        };
    }

    private int port() {
        int port = config.url().getPort();
        return port >= 0 ? port : config.url().getScheme().equals("https") ? 443 : 80;
    }

    @Override
    public void close() {
        connections.disposeLater().block(config.timeout());
    }
}
