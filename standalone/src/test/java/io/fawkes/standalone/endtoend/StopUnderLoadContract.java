package io.fawkes.standalone.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.standalone.Mesh;
import io.fawkes.standalone.MeshConfig;
import io.fawkes.standalone.Progress;
import io.fawkes.standalone.Shape;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping a mesh that is busy: what was accepted is answered and kept, and nobody is cut off. */
abstract class StopUnderLoadContract {

    private static final int CALLERS = 8;
    private static final int ENOUGH = 200;

    private final Shape shape;

    StopUnderLoadContract(Shape shape) {
        this.shape = shape;
    }

    @Test
    void noAcceptedRequestFailsAndEveryAcceptedDeliveryIsKept(@TempDir Path folder) {
        Load load;
        try (Mesh mesh = start(folder)) {
            load = new Load(new Door(mesh.gateway().serving()), mesh.webhookSecret());
            load.start();
            Await.until("the load runs", () -> load.answers.get() >= ENOUGH);
        }
        load.ended();

        assertEquals(List.of(), List.copyOf(load.failures));
        assertTrue(load.accepted.size() > CALLERS, load.accepted.size() + " accepted");
        try (Mesh again = start(folder)) {
            Set<String> kept = inbox(new Door(again.gateway().serving()));
            assertTrue(kept.containsAll(load.accepted), "every one of " + load.accepted.size() + " is kept");
        }
    }

    private Mesh start(Path folder) {
        return Mesh.start(MeshConfig.onFreePorts(folder, Map.of()), shape, Progress.SILENT);
    }

    private static Set<String> inbox(Door door) {
        Set<String> names = new HashSet<>();
        String token = "";
        do {
            JsonNode page =
                    door.get("/v1/deliveries?pageSize=1000&pageToken=" + token).body();
            page.path("deliveries")
                    .forEach(delivery -> names.add(delivery.path("name").asText()));
            token = page.path("nextPageToken").asText();
        } while (!token.isEmpty());
        return names;
    }

    /** Callers that post as fast as they are answered, until an answer asks them to leave: then another replica is theirs. */
    private static final class Load {

        private final Door door;
        private final String secret;
        private final AtomicInteger answers = new AtomicInteger();
        private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private CompletableFuture<?> callers = CompletableFuture.completedFuture(null);

        Load(Door door, String secret) {
            this.door = door;
            this.secret = secret;
        }

        void start() {
            callers = CompletableFuture.allOf(IntStream.range(0, CALLERS)
                    .mapToObj(caller -> CompletableFuture.runAsync(() -> call(caller), Thread::startVirtualThread))
                    .toArray(CompletableFuture[]::new));
        }

        void ended() {
            callers.orTimeout(Await.PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }

        private void call(int caller) {
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            for (int turn = 0; posted(http, "octo/load-" + caller, 1_000_000L * caller + turn); turn++) {
                answers.incrementAndGet();
            }
        }

        /** Whether the caller may stay. */
        private boolean posted(HttpClient http, String slug, long id) {
            byte[] body = new GithubStory(slug, id).events().get(1).body().getBytes(StandardCharsets.UTF_8);
            HttpRequest request = door.githubRequest("deployment", body, secret).build();
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                note(answer);
                return answer.headers().firstValue("connection").isEmpty();
            } catch (IOException | InterruptedException e) {
                failures.add(e.toString());
                return false;
            }
        }

        private void note(HttpResponse<String> answer) {
            if (answer.statusCode() == 202) {
                accepted.add(answer.body().replaceAll("(?s).*\"(deliveries/[^\"]+)\".*", "$1"));
            } else {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        }
    }
}
