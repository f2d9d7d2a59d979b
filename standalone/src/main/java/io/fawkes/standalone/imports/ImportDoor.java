package io.fawkes.standalone.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The imports of a mesh, through its public door. Blocks; confined to one thread. What goes wrong is {@link ImportFailure}. */
public final class ImportDoor implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI door;
    private final Optional<String> token;

    /**
     * The imports behind {@code door}.
     *
     * @param token shown as bearer, if there is one
     */
    public ImportDoor(URI door, Optional<String> token) {
        this.door = door;
        this.token = token;
    }

    /** Announces a file. */
    public ImportStatus create(ImportOptions options) throws InterruptedException {
        return status(send(request("/v1/imports")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(options.json()))));
    }

    /** How far the import of that name is. */
    public ImportStatus find(String name) throws InterruptedException {
        return status(send(request("/v1/" + name).GET()));
    }

    /** Sends what of {@code file} is not committed yet; says each second how far the import is. */
    public ImportStatus upload(ImportStatus from, Path file, Consumer<ImportStatus> progress)
            throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        door.resolve("/v1/" + from.name() + ":upload?offset=" + from.bytes()))
                .headers(headers("application/octet-stream"))
                .POST(BodyPublishers.ofInputStream(() -> from(file, from.bytes())))
                .build();
        var answer = http.sendAsync(request, BodyHandlers.ofString());
        while (true) {
            Optional<HttpResponse<String>> done = awaited(answer);
            if (done.isPresent()) {
                return status(done.get());
            }
            progress.accept(find(from.name()));
        }
    }

    private static Optional<HttpResponse<String>> awaited(CompletableFuture<HttpResponse<String>> answer)
            throws InterruptedException {
        try {
            return Optional.of(answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Optional.empty(); // it goes on
        } catch (ExecutionException e) {
            throw new ImportFailure("the upload broke off: " + e.getCause(), e);
        }
    }

    private static InputStream from(Path file, long offset) {
        try {
            return Channels.newInputStream(FileChannel.open(file).position(offset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first {@code most} lines that were refused. */
    public List<RefusedLine> refused(String name, int most) throws InterruptedException {
        List<RefusedLine> lines = new ArrayList<>();
        JsonNode page =
                json(send(request("/v1/" + name + "/errors?pageSize=" + most).GET()));
        page.path("importErrors").forEach(error -> lines.add(RefusedLine.of(error)));
        return lines;
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(door.resolve(path)).timeout(PATIENCE);
        token.ifPresent(shown -> request.header("authorization", "Bearer " + shown));
        return request;
    }

    private String[] headers(String contentType) {
        return token.map(shown -> new String[] {"content-type", contentType, "authorization", "Bearer " + shown})
                .orElseGet(() -> new String[] {"content-type", contentType});
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ImportFailure(door + " cannot be reached: start a mesh by ./fawkes up, or name one by --url", e);
        }
    }

    private static ImportStatus status(HttpResponse<String> answer) {
        return ImportStatus.of(json(answer));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        JsonNode json = parsed(answer);
        if (answer.statusCode() != OK) {
            throw new ImportFailure("the door answered %d: %s"
                    .formatted(answer.statusCode(), json.path("message").asText("no message")));
        }
        return json;
    }

    private static JsonNode parsed(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new ImportFailure(
                    "%s answered %d with something else than JSON: is it the door of a mesh?"
                            .formatted(answer.uri().getAuthority(), answer.statusCode()),
                    e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
