package io.fawkes.standalone;

import io.fawkes.standalone.storage.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a service's {@code /ready}, as Kubernetes would, until it says yes. */
final class ReadyProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int PAUSE_MILLIS = 50;
    private static final int OK = 200;

    private final String title;
    private final RunningService service;

    ReadyProbe(String title, RunningService service) {
        this.title = title;
        this.service = service;
    }

    /** Returns when the service can serve; fails if it ends or takes too long. */
    void await() throws InterruptedException {
        String answer = "";
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < end) {
                demandAlive();
                HttpResponse<String> ready = ask(http);
                if (ready != null && ready.statusCode() == OK) {
                    return;
                }
                answer = ready == null ? "no answer" : ready.body();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        throw new StartFailure(
                title, "not ready after %d s: %s".formatted(PATIENCE.toSeconds(), answer), Parts.SHOW_LOG);
    }

    private void demandAlive() {
        service.ended().ifPresent(why -> {
            throw new StartFailure(title, why, Parts.SHOW_LOG);
        });
    }

    private @Nullable HttpResponse<String> ask(HttpClient http) throws InterruptedException {
        var uri = URI.create("http://%s/ready".formatted(service.endpoint().management()));
        try {
            return http.send(HttpRequest.newBuilder(uri).timeout(ANSWER).build(), BodyHandlers.ofString());
        } catch (IOException _) {
            // Not there yet.
            return null;
        }
    }
}
