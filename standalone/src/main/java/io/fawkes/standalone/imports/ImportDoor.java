package io.fawkes.standalone.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.standalone.door.DoorFailure;
import io.fawkes.standalone.door.MeshDoor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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

/** The imports of a mesh, through its public door. Blocks; confined to one thread. What goes wrong is {@link DoorFailure}. */
public final class ImportDoor {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final MeshDoor door;

    public ImportDoor(MeshDoor door) {
        this.door = door;
    }

    /** Announces a file. */
    public ImportStatus create(ImportOptions options) throws InterruptedException {
        return ImportStatus.of(door.post("/v1/imports", options.json()));
    }

    /** How far the import of that name is. */
    public ImportStatus find(String name) throws InterruptedException {
        return ImportStatus.of(door.get("/v1/" + name));
    }

    /** Sends what of {@code file} is not committed yet; says each second how far the import is. */
    public ImportStatus upload(ImportStatus from, Path file, Consumer<ImportStatus> progress)
            throws InterruptedException {
        var answer = door.upload(
                "/v1/" + from.name() + ":upload?offset=" + from.bytes(),
                BodyPublishers.ofInputStream(() -> from(file, from.bytes())));
        while (true) {
            Optional<HttpResponse<String>> done = awaited(answer);
            if (done.isPresent()) {
                return ImportStatus.of(MeshDoor.json(done.get()));
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
            throw new DoorFailure("the upload broke off: " + e.getCause(), e);
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
        JsonNode page = door.get("/v1/" + name + "/errors?pageSize=" + most);
        page.path("importErrors").forEach(error -> lines.add(RefusedLine.of(error)));
        return lines;
    }
}
