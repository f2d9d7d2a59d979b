package io.fawkes.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of one demo. Closing it removes it with all that is in it, unless it is to stay. */
public final class DemoFolder implements AutoCloseable {

    private final Path path;
    private final boolean stays;

    private DemoFolder(Path path, boolean stays) {
        this.path = path;
        this.stays = stays;
    }

    /**
     * A folder of its own below {@code dataFolder}, or the one that is {@code wanted}.
     *
     * @throws DemoFailure if that holds something already, or cannot be made
     */
    public static DemoFolder open(Path dataFolder, Optional<Path> wanted, boolean stays) {
        Path place = wanted.orElse(dataFolder).toAbsolutePath().normalize();
        try {
            Files.createDirectories(place);
            Path path = wanted.isPresent() ? demandEmpty(place) : Files.createTempDirectory(place, "demo-");
            return new DemoFolder(path, stays);
        } catch (IOException e) {
            throw new DemoFailure(
                    "The demo cannot write to %s (%s): name another folder by --data.".formatted(place, e), e);
        }
    }

    private static Path demandEmpty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new DemoFailure("The folder %s is not empty: name another one by --data.".formatted(folder));
            }
        }
        return folder;
    }

    /** Where it is, absolute. */
    public Path path() {
        return path;
    }

    /** Whether it is still there when all has stopped. */
    public boolean stays() {
        return stays;
    }

    @Override
    public void close() throws IOException {
        if (!stays) {
            for (Path path : deepestFirst()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private List<Path> deepestFirst() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw new IOException("%s cannot be removed: remove it by hand".formatted(path), e);
        }
    }
}
