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
import java.net.ConnectException;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
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
    void noAcceptedRequestFailsAndEveryAcceptedDeliveryIsKept(@TempDir Path folder) throws IOException {
        Load load;
        try (var telemetry = new OtlpReceiver()) {
            try (Mesh mesh = start(folder, telemetry.settings())) {
                load = new Load(new Door(mesh.gateway().serving()), mesh.webhookSecret());
                load.start();
                Await.until("the load runs", () -> load.answered.size() >= ENOUGH);
            }
            load.ended();
            assertNobodyWasCutOff(load, telemetry);
        }
        try (Mesh again = start(folder, Map.of())) {
            Set<String> kept = inbox(new Door(again.gateway().serving()));
            assertTrue(kept.containsAll(load.accepted), "every one of " + load.accepted.size() + " is kept");
        }
    }

    /**
     * Every request has a trace id, and every request that the gateway took has its span there. The last callers may meet
     * a connection that the kernel took for a listener that closes: those requests the gateway never took.
     */
    private static void assertNobodyWasCutOff(Load load, OtlpReceiver telemetry) {
        Set<String> taken = telemetry.tracesOf("gateway");

        assertEquals(List.of(), List.copyOf(load.refused));
        assertTrue(load.accepted.size() > CALLERS, load.accepted.size() + " accepted");
        assertEquals(
                List.of(),
                load.answered.stream().filter(trace -> !taken.contains(trace)).toList(),
                "answered, so there must be a span");
        assertEquals(
                List.of(),
                load.unanswered.entrySet().stream()
                        .filter(request -> taken.contains(request.getKey()))
                        .toList(),
                "taken and not answered");
        assertTrue(load.unanswered.size() <= CALLERS, () -> "at most one a caller: " + load.unanswered);
    }

    private Mesh start(Path folder, Map<String, String> settings) {
        return Mesh.start(MeshConfig.onFreePorts(folder, settings), shape, Progress.SILENT);
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

    /** Callers that post as fast as they are answered, deaf to being asked to leave, until nobody listens any more. */
    private static final class Load {

        private final Door door;
        private final String secret;
        private final Queue<String> answered = new ConcurrentLinkedQueue<>();
        private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
        private final Queue<String> refused = new ConcurrentLinkedQueue<>();
        private final Map<String, String> unanswered = new ConcurrentHashMap<>();
        private CompletableFuture<?> callers = CompletableFuture.completedFuture(null);

        Load(Door door, String secret) {
            this.door = door;
            this.secret = secret;
        }

        void start() {
            callers = CompletableFuture.allOf(IntStream.rangeClosed(1, CALLERS)
                    .mapToObj(caller -> CompletableFuture.runAsync(() -> call(caller), Thread::startVirtualThread))
                    .toArray(CompletableFuture[]::new));
        }

        void ended() {
            callers.orTimeout(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }

        private void call(int caller) {
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            long id = 1_000_000L * caller;
            while (posted(http, "octo/load-" + caller, id)) {
                id++;
            }
        }

        /** Whether anybody listens. */
        private boolean posted(HttpClient http, String slug, long id) {
            byte[] body = new GithubStory(slug, id).events().get(1).body().getBytes(StandardCharsets.UTF_8);
            String trace = "%032x".formatted(id);
            HttpRequest request = door.githubRequest("deployment", body, secret)
                    .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                    .build();
            try {
                note(http.send(request, BodyHandlers.ofString()));
                answered.add(trace);
            } catch (ConnectException _) {
                return false;
            } catch (IOException | InterruptedException e) {
                unanswered.put(trace, e.toString());
            }
            return true;
        }

        private void note(HttpResponse<String> answer) {
            if (answer.statusCode() == 202) {
                accepted.add(answer.body().replaceAll("(?s).*\"(deliveries/[^\"]+)\".*", "$1"));
            } else {
                refused.add(answer.statusCode() + " " + answer.body());
            }
        }
    }
}
