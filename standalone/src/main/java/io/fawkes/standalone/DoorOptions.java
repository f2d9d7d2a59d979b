package io.fawkes.standalone;

import io.fawkes.standalone.door.MeshDoor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the mesh is that a command speaks to, and as whom. */
final class DoorOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The door of the mesh (${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--token-file", paramLabel = "FILE", description = "File with a token of an admin.")
    private @Nullable Path tokenFile;

    /** The door, to be closed by the caller. */
    MeshDoor open() throws IOException {
        return new MeshDoor(url, token());
    }

    private Optional<String> token() throws IOException {
        return tokenFile == null
                ? Optional.empty()
                : Optional.of(Files.readString(tokenFile).strip());
    }
}
