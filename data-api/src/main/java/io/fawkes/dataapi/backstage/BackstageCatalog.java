package io.fawkes.dataapi.backstage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fawkes.dataapi.domain.catalog.CatalogReading;
import io.fawkes.dataapi.domain.catalog.FollowedCatalog;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.util.retry.Retry;

/**
 * The components of a Backstage, over its catalog's REST API: page by page by the cursor that it gives, no redirects,
 * bounded in time and size. A page that fails in passing is asked for again, three times at most. Of a Backstage that marks its
 * pages (ETag) nothing is read again while all of them are as they were.
 */
public final class BackstageCatalog implements FollowedCatalog, AutoCloseable {

    private static final String QUERY = "/api/catalog/entities/by-query?limit=500&fields="
            + URLEncoder.encode(
                    "kind,metadata.name,metadata.namespace,metadata.title,metadata.annotations,spec", UTF_8);
    private static final String FIRST = "&filter=" + URLEncoder.encode("kind=component", UTF_8) + "&orderField="
            + URLEncoder.encode("metadata.name,asc", UTF_8);
    private static final int MOST_PAGE_BYTES = 32 << 20;
    private static final int MOST_ENTITIES = 100_000;
    private static final int RETRIES = 3;
    private static final int CONNECTIONS = 2;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration WHOLE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BackstageConfig config;
    private final AtomicReference<SeenPages> seen = new AtomicReference<>(SeenPages.NONE);
    private final ConnectionProvider connections;
    private final HttpClient client;

    private BackstageCatalog(BackstageConfig config) {
        this.config = config;
        this.connections = ConnectionProvider.builder("backstage")
                .maxConnections(CONNECTIONS)
                .build();
        this.client = HttpClient.create(connections)
                .followRedirect(false)
                .compress(true)
                .responseTimeout(config.timeout())
                .headers(headers -> {
                    headers.set(HttpHeaderNames.ACCEPT, "application/json");
                    config.token().ifPresent(token -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token));
                });
    }

    /** Prepares the client; connects when first asked. */
    public static BackstageCatalog open(BackstageConfig config) {
        return new BackstageCatalog(config);
    }

    @Override
    public String name() {
        return "catalogSources/backstage";
    }

    @Override
    public String uri() {
        return config.url().toString();
    }

    @Override
    public Mono<CatalogReading> read() {
        return unchanged("").flatMap(same -> same ? Mono.empty() : whole());
    }

    /** Whether every page from {@code cursor} on is as it was: asked for by its mark, a page that is answers without a body. */
    private Mono<Boolean> unchanged(String cursor) {
        return Mono.justOrEmpty(seen.get().at(cursor))
                .flatMap(page -> client.headers(headers -> headers.set(HttpHeaderNames.IF_NONE_MATCH, page.mark()))
                        .get()
                        .uri(uri(cursor))
                        .response((response, body) ->
                                body.then(Mono.just(response.status().code() == NOT_MODIFIED)))
                        .single()
                        .timeout(config.timeout(), Mono.just(false))
                        .onErrorReturn(false) // the whole reading meets the same, and tells it
                        .flatMap(same -> same && !page.next().isEmpty() ? unchanged(page.next()) : Mono.just(same)))
                .defaultIfEmpty(false);
    }

    private Mono<CatalogReading> whole() {
        return Mono.defer(() -> {
            Set<String> cursors = new HashSet<>();
            return page("").expand(page -> next(page, cursors))
                    .doOnNext(page -> seen.updateAndGet(before -> before.with(page.cursor(), page.mark(), page.next())))
                    .concatMapIterable(Page::entities)
                    .take(MOST_ENTITIES + 1L)
                    .collectList()
                    .flatMap(BackstageCatalog::reading)
                    .timeout(WHOLE, Mono.error(() -> late(WHOLE)))
                    .doOnSubscribe(_ -> forget())
                    .doOnError(_ -> forget());
        });
    }

    @Override
    public void forget() {
        seen.set(SeenPages.NONE);
    }

    private static Mono<CatalogReading> reading(List<Entity> entities) {
        return entities.size() > MOST_ENTITIES
                ? Mono.error(() -> new BackstageUnavailable(
                        "Backstage has more than " + MOST_ENTITIES + " components (expected: fewer)", false))
                : Mono.just(Components.reading(entities, List.of()));
    }

    /** A page, and where the next one is, empty if this was the last; with the mark by which a change shows. */
    private record Page(String cursor, String mark, List<Entity> entities, String next) {}

    private Flux<Page> next(Page page, Set<String> cursors) {
        if (page.next().isEmpty()) {
            return Flux.empty();
        }
        return cursors.add(page.next())
                ? page(page.next()).flux()
                : Flux.error(() -> new BackstageUnavailable("Backstage's pages go round in a circle", true));
    }

    private Mono<Page> page(String cursor) {
        return client.get()
                .uri(uri(cursor))
                .response((response, body) -> page(cursor, response, body))
                .single()
                .timeout(config.timeout(), Mono.error(() -> late(config.timeout())))
                .onErrorMap(this::named)
                .retryWhen(Retry.backoff(RETRIES, PAUSE)
                        .filter(error -> error instanceof BackstageUnavailable away && away.isPassing())
                        .onRetryExhaustedThrow((_, signal) -> signal.failure()));
    }

    private String uri(String cursor) {
        return config.url() + QUERY + (cursor.isEmpty() ? FIRST : "&cursor=" + URLEncoder.encode(cursor, UTF_8));
    }

    private Mono<Page> page(String cursor, HttpClientResponse response, ByteBufFlux body) {
        String mark = response.responseHeaders().get(HttpHeaderNames.ETAG, "");
        int status = response.status().code();
        return status == OK
                ? body.asByteArray()
                        .reduceWith(ByteArrayOutputStream::new, BackstageCatalog::append)
                        .map(bytes -> parsed(cursor, mark, bytes))
                : body.then(Mono.error(() -> refused(status)));
    }

    private static ByteArrayOutputStream append(ByteArrayOutputStream all, byte[] part) {
        if (all.size() + part.length > MOST_PAGE_BYTES) {
            throw new BackstageUnavailable(
                    "Backstage's answer is larger than " + (MOST_PAGE_BYTES >> 20) + " MB", false);
        }
        all.writeBytes(part);
        return all;
    }

    private Page parsed(String cursor, String mark, ByteArrayOutputStream bytes) {
        try {
            JsonNode answer = JSON.readTree(bytes.toByteArray());
            if (!answer.path("items").isArray()) {
                throw garbled();
            }
            List<Entity> entities = new ArrayList<>();
            var place = new Place(uri(), Map.of());
            answer.path("items").forEach(item -> entities.add(new Entity(item, place)));
            return new Page(
                    cursor,
                    mark,
                    entities,
                    answer.path("pageInfo").path("nextCursor").asText(""));
        } catch (JsonProcessingException e) {
            BackstageUnavailable garbled = garbled();
            garbled.initCause(e);
            throw garbled;
        } catch (IOException e) {
            throw new IllegalStateException("reading an array of bytes", e);
        }
    }

    private static BackstageUnavailable garbled() {
        return new BackstageUnavailable(
                "Backstage answered something that is not its catalog (expected: FAWKES_BACKSTAGE_URL names a Backstage)",
                false);
    }

    private static BackstageUnavailable refused(int status) {
        boolean isPassing = status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
        String remedy = switch (status) {
            case 401, 403 -> " (expected: FAWKES_BACKSTAGE_TOKEN that may read the catalog)";
            case 404 -> " (expected: FAWKES_BACKSTAGE_URL without /api/catalog)";
            default -> "";
        };
        return new BackstageUnavailable("Backstage answers HTTP " + status + remedy, isPassing);
    }

    private static BackstageUnavailable late(Duration waited) {
        return new BackstageUnavailable("Backstage did not answer within " + waited.toSeconds() + " s", true);
    }

    private Throwable named(Throwable error) {
        if (error instanceof BackstageUnavailable) {
            return error;
        }
        var away = new BackstageUnavailable(
                "Backstage cannot be reached at %s: %s".formatted(config.url().getHost(), error.getMessage()), true);
        away.initCause(error);
        return away;
    }

    @Override
    public void close() {
        connections.disposeLater().block(config.timeout());
    }
}
