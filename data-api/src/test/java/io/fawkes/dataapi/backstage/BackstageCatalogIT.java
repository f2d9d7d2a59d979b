package io.fawkes.dataapi.backstage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.catalog.CatalogReading;
import io.fawkes.runtime.testkit.Await;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/** A Backstage over HTTP: its pages, its refusals, and its bad days. */
class BackstageCatalogIT {

    private static final int ENTITIES = 5;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> troubles = new ConcurrentLinkedQueue<>();
    private final AtomicReference<String> lastPage = new AtomicReference<>("");
    private DisposableServer server;
    private BackstageCatalog catalog;

    @BeforeEach
    void start() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    asked.add(request.uri());
                    Integer trouble = troubles.poll();
                    String mark = mark(request.uri());
                    if (trouble == null
                            && !mark.isEmpty()
                            && mark.equals(request.requestHeaders().get("if-none-match"))) {
                        return response.status(304).send();
                    }
                    return trouble != null
                            ? response.status(trouble)
                                    .header("location", "/elsewhere")
                                    .send()
                            : response.header("content-type", "application/json")
                                    .header("etag", mark)
                                    .sendString(Mono.just(page(request)));
                })
                .bindNow();
        catalog = BackstageCatalog.open(new BackstageConfig(
                URI.create("http://127.0.0.1:" + server.port()), Optional.of("secret"), Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() {
        catalog.close();
        server.disposeNow();
    }

    /** Pages are marked once {@link #lastPage} is; only that of the last page changes. */
    private String mark(String uri) {
        String last = lastPage.get();
        return last.isEmpty() || uri.contains("&cursor=4") ? last : "W/\"same\"";
    }

    /** Two entities a page; the cursor is where the page begins. */
    private static String page(HttpServerRequest request) {
        if (!"Bearer secret".equals(request.requestHeaders().get("authorization"))) {
            return "{}";
        }
        String uri = request.uri();
        int first = uri.contains("&cursor=") ? Integer.parseInt(uri.substring(uri.indexOf("&cursor=") + 8)) : 0;
        List<String> items = IntStream.range(first, Math.min(first + 2, ENTITIES))
                .mapToObj(n -> """
                        {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
                         "metadata": {"name": "service-%d", "namespace": "default", "uid": "%d",
                                      "annotations": {"github.com/project-slug": "octo/%d"}},
                         "spec": {"type": "service", "lifecycle": "production", "owner": "cash"},
                         "relations": [{"type": "ownedBy", "targetRef": "group:default/cash"}]}
                        """.formatted(n, n, n))
                .toList();
        String next = first + 2 < ENTITIES ? "\"nextCursor\": \"" + (first + 2) + "\"" : "";
        return "{\"items\": [%s], \"totalItems\": %d, \"pageInfo\": {%s}}"
                .formatted(String.join(",", items), ENTITIES, next);
    }

    @Test
    void everyPageIsReadByTheCursorOfTheOneBefore() {
        CatalogReading reading = Await.value(catalog.read());

        assertEquals(
                List.of("service-0", "service-1", "service-2", "service-3", "service-4"),
                reading.services().stream().map(found -> found.service().id()).toList());
        assertEquals(List.of(), reading.problems());
        assertEquals(3, asked.size());
        assertTrue(asked.stream().allMatch(uri -> uri.startsWith("/api/catalog/entities/by-query?")), asked.toString());
        assertTrue(asked.element().contains("filter=kind%3Dcomponent"), asked.toString());
    }

    @Test
    void nothingIsReadAgainWhileEveryPageIsMarkedAsItWas() {
        lastPage.set("W/\"1\"");
        Await.value(catalog.read());
        asked.clear();

        assertEquals(List.of(), Await.values(catalog.read().flux()));
        assertEquals(3, asked.size());

        lastPage.set("W/\"2\"");
        assertEquals(ENTITIES, Await.value(catalog.read()).services().size());
        assertEquals(List.of(), Await.values(catalog.read().flux()));

        catalog.forget();
        assertEquals(ENTITIES, Await.value(catalog.read()).services().size());
    }

    @Test
    void pagesWithoutAMarkAreReadEachTime() {
        Await.value(catalog.read());

        assertEquals(ENTITIES, Await.value(catalog.read()).services().size());
    }

    @Test
    void aPageThatFailsInPassingIsAskedForAgain() {
        troubles.addAll(List.of(503, 429));

        assertEquals(ENTITIES, Await.value(catalog.read()).services().size());
        assertEquals(5, asked.size());
    }

    @Test
    void aBackstageThatStaysAwayIsAskedFourTimes() {
        troubles.addAll(List.of(503, 503, 503, 503, 503));

        assertEquals("Backstage answers HTTP 503", refusal());
        assertEquals(4, asked.size());
    }

    @Test
    void aRefusalSaysWhatToDoAndIsNotRepeated() {
        troubles.add(401);
        assertTrue(refusal().contains("FAWKES_BACKSTAGE_TOKEN"));
        troubles.add(404);
        assertTrue(refusal().contains("FAWKES_BACKSTAGE_URL"));
        assertEquals(2, asked.size());
    }

    @Test
    void aRedirectIsNotFollowed() {
        troubles.add(302);

        assertEquals("Backstage answers HTTP 302", refusal());
        assertEquals(1, asked.size());
    }

    @Test
    void anAnswerThatIsNoCatalogIsAFailureAndNoEmptyCatalog() {
        try (var stranger = BackstageCatalog.open(new BackstageConfig(
                URI.create("http://127.0.0.1:" + server.port()), Optional.empty(), Duration.ofSeconds(20)))) {
            var failure = assertThrows(BackstageUnavailable.class, () -> Await.value(stranger.read()));
            assertTrue(failure.toString().contains("not its catalog"), String.valueOf(failure));
        }
    }

    private String refusal() {
        return assertThrows(BackstageUnavailable.class, () -> Await.value(catalog.read()))
                .toString()
                .replaceFirst("^[^:]*: ", "");
    }
}
