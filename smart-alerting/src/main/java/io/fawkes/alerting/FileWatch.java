package io.fawkes.alerting;

import io.fawkes.alerting.domain.AlertingException.ConfigurationRefused;
import io.fawkes.alerting.domain.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads the configuration again when its file's content changes. It looks each second: what a mounted ConfigMap does to
 * its links no notice of the file system tells. A file that is wrong is told once, and the configuration in use stays.
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Disposable running;

    private FileWatch(Disposable running) {
        this.running = running;
    }

    /** Watches until closed, if there is a file. */
    static FileWatch start(CurrentConfig config) {
        return new FileWatch(config.file()
                .map(file -> changes(config.get().read(), file).concatMap(_ -> reloaded(config, file), 1))
                .orElseGet(Flux::empty)
                .subscribe());
    }

    /** A signal each time the content is another one than before; the first is {@code inUse}, not what the first look finds. */
    private static Flux<Bytes> changes(Bytes inUse, Path file) {
        return Flux.interval(Duration.ZERO, EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> content(file), 1)
                .startWith(inUse)
                .distinctUntilChanged()
                .skip(1);
    }

    /** A file that is away for a moment is not a change. */
    private static Mono<Bytes> content(Path file) {
        return Mono.fromCallable(() -> Bytes.of(Files.readAllBytes(file)).sha256())
                .subscribeOn(Schedulers.boundedElastic()) // a file is read
                .onErrorResume(IOException.class, _ -> Mono.empty());
    }

    private static Mono<Void> reloaded(CurrentConfig config, Path file) {
        return config.reload().onErrorResume(failure -> told(failure, file));
    }

    private static Mono<Void> told(Throwable failure, Path file) {
        String problem = failure instanceof ConfigurationRefused refused ? refused.text() : failure.toString();
        LOG.atError()
                .addKeyValue("file", file)
                .addKeyValue("problem", problem)
                .log("configuration not read again; the one in use stays");
        return Mono.empty();
    }

    @Override
    public void close() {
        running.dispose();
    }
}
