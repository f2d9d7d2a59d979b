package io.fawkes.dataapi.backstage;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.catalog.CatalogProblem;
import io.fawkes.dataapi.domain.catalog.CatalogReading;
import io.fawkes.dataapi.domain.catalog.FollowedCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A file of entities, or a directory of which every {@code .yaml} and {@code .yml} file is one, however deep. A Location's
 * relative targets are read too, if they lie below the directory.
 */
public final class CatalogFiles implements FollowedCatalog {

    private static final int MOST_FILES = 10_000;
    private static final long MOST_BYTES = 4L << 20;
    /** What was written so lately may be half of what is to stand there: an editor empties a file before it fills it. */
    private static final Duration SETTLED = Duration.ofMillis(500);
    /** A file that is written without end is read as it is. */
    private static final int LOOKS = 10;

    private final Path path;
    private final InstantSource clock;
    private final AtomicReference<String> lastRead = new AtomicReference<>("");

    public CatalogFiles(Path path, InstantSource clock) {
        this.path = path.toAbsolutePath().normalize();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "catalogSources/files";
    }

    @Override
    public String uri() {
        return path.toString();
    }

    /** Reads on a thread that may wait, and only what nobody is just writing. */
    @Override
    public Mono<CatalogReading> read() {
        return settled(LOOKS)
                .flatMap(files -> Mono.fromCallable(() -> changed(files)))
                .onErrorMap(NoSuchFileException.class, CatalogFiles::absent);
    }

    private Mono<Map<Path, String>> settled(int looks) {
        return Mono.fromCallable(this::contents)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(files -> looks > 1 && files.isBeingWritten()
                        ? Mono.delay(SETTLED).then(settled(looks - 1))
                        : Mono.just(files.texts()));
    }

    @Override
    public void forget() {
        lastRead.set("");
    }

    private static IOException absent(NoSuchFileException absent) {
        return new IOException(absent.getMessage() + ": not there (expected: a file or directory of entities)", absent);
    }

    private Contents contents() throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        Instant newest = Instant.MIN;
        for (Path file : files()) {
            add(texts, file);
            Instant written = Files.getLastModifiedTime(file).toInstant();
            newest = written.isAfter(newest) ? written : newest;
        }
        return new Contents(texts, isJustNow(newest));
    }

    private boolean isJustNow(Instant written) {
        Instant now = clock.instant();
        return written.isAfter(now.minus(SETTLED)) && !written.isAfter(now);
    }

    /** Null if it is as it was when last read. */
    private @Nullable CatalogReading changed(Map<Path, String> files) throws IOException {
        List<Entity> entities = new ArrayList<>();
        List<CatalogProblem> problems = new ArrayList<>();
        parse(files, entities, problems);
        String digest = Bytes.of(files.toString().getBytes(StandardCharsets.UTF_8))
                .sha256()
                .hex();
        return digest.equals(lastRead.getAndSet(digest)) ? null : Components.reading(entities, problems);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> files = found.filter(CatalogFiles::isYaml)
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new IOException(
                        path + ": more than " + MOST_FILES + " files (expected: a directory of entities)");
            }
            return files;
        } catch (UncheckedIOException e) {
            throw new IOException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isYaml(Path file) {
        String name = file.toString();
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
    }

    private static void add(Map<Path, String> files, Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": larger than " + (MOST_BYTES >> 20) + " MB (expected: a file of entities)");
        }
        files.put(file, Files.readString(file));
    }

    /** Locations name files that may name others: until none is new. */
    private void parse(Map<Path, String> files, List<Entity> entities, List<CatalogProblem> problems)
            throws IOException {
        List<Path> waiting = new ArrayList<>(files.keySet());
        while (!waiting.isEmpty()) {
            Path file = waiting.removeFirst();
            List<Entity> found = new ArrayList<>();
            new YamlEntities(shown(file), found, problems).read(files.getOrDefault(file, ""));
            entities.addAll(found);
            for (Entity location :
                    found.stream().filter(entity -> entity.is("Location")).toList()) {
                follow(location, file, files, waiting, problems);
            }
        }
    }

    private void follow(
            Entity location, Path file, Map<Path, String> files, List<Path> waiting, List<CatalogProblem> problems)
            throws IOException {
        try {
            for (Path target : targets(location, file)) {
                if (!files.containsKey(target)) {
                    add(files, target);
                    waiting.add(target);
                }
            }
        } catch (BadEntity bad) {
            problems.add(new CatalogProblem("", location.place().at(bad.path()), bad.text()));
        }
    }

    private List<Path> targets(Entity location, Path file) {
        Path root = Files.isDirectory(path)
                ? path
                : Optional.ofNullable(path.getParent()).orElse(path);
        List<Path> targets = new ArrayList<>();
        location.text("spec.target").ifPresent(target -> targets.add(target("spec.target", target, file, root)));
        location.texts("spec.targets").forEach(target -> targets.add(target("spec.targets", target, file, root)));
        return targets;
    }

    private static Path target(String field, String text, Path file, Path root) {
        Path target = file.resolveSibling(text).normalize();
        if (!target.startsWith(root) || !Files.isRegularFile(target)) {
            throw new BadEntity(field, text + " (expected: a file below " + root + ", by its relative path)");
        }
        return target;
    }

    private String shown(Path file) {
        return file.equals(path)
                ? String.valueOf(file.getFileName())
                : path.relativize(file).toString();
    }

    private record Contents(Map<Path, String> texts, boolean isBeingWritten) {}
}
