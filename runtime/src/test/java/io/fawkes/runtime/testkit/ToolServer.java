package io.fawkes.runtime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.IntFunction;

/** A server of the Prometheus family: started on a free port of the loopback address, and ready. */
final class ToolServer implements AutoCloseable {
    private static final int OK = 200;

    private final Scratch files;
    private final Workshop workshop;
    private final URI uri;

    private ToolServer(Scratch files, Workshop workshop, int port) {
        this.files = files;
        this.workshop = workshop;
        this.uri = URI.create("http://127.0.0.1:" + port);
    }

    /** Starts {@code script}, which is told its port, with {@code texts} as its files; ready when this returns. */
    static ToolServer start(Toolbox tools, Map<String, String> texts, IntFunction<String> script) {
        var files = Scratch.make();
        try {
            write(files, texts);
            int port = Loopback.freePort();
            var server = new ToolServer(files, Workshop.open(tools, files.path(), script.apply(port)), port);
            server.awaitReady();
            return server;
        } catch (RuntimeException failure) {
            files.close();
            throw failure;
        }
    }

    private static void write(Scratch files, Map<String, String> texts) {
        texts.forEach((name, text) -> {
            try {
                Files.writeString(files.path().resolve(name), text);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private void awaitReady() {
        try (var http = HttpClient.newHttpClient()) {
            Await.until(uri + " is ready", () -> !workshop.isRunning() || isReady(http));
            if (!workshop.isRunning()) {
                throw new IllegalStateException("the server ended: " + workshop.log());
            }
        } catch (RuntimeException | AssertionError failure) {
            workshop.close();
            throw failure;
        }
    }

    private boolean isReady(HttpClient http) {
        var ready = HttpRequest.newBuilder(uri.resolve("/-/ready")).build();
        try {
            return http.send(ready, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            // Not there yet.
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a server started", interrupted);
        }
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        workshop.close();
        files.close();
    }
}
