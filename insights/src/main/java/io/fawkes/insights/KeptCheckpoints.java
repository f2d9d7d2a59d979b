package io.fawkes.insights;

import io.fawkes.insights.domain.LiveFacts;
import io.fawkes.insights.domain.checkpoint.Checkpoint;
import io.fawkes.insights.domain.checkpoint.Checkpoints;
import io.fawkes.insights.domain.checkpoint.Restored;
import io.fawkes.insights.postgres.PostgresStorage;
import io.fawkes.runtime.telemetry.Telemetry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Checkpoints in insights' database, if it has one. Opened first, closed before the fold. */
final class KeptCheckpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptCheckpoints.class);
    private static final Duration OPENING = Duration.ofSeconds(60);

    private final Optional<PostgresStorage> storage;
    private final Optional<Checkpoints> checkpoints;
    private final Duration pause;
    private final Disposable.Swap writing = Disposables.swap();

    private KeptCheckpoints(Optional<PostgresStorage> storage, Duration pause) {
        this.storage = storage;
        this.checkpoints =
                storage.map(open -> new Checkpoints(open.checkpoints(InsightsServer.NAME + "-" + UUID.randomUUID())));
        this.pause = pause;
    }

    /** Migrates or verifies the database that {@code config} names; without one there are no checkpoints. */
    static KeptCheckpoints open(InsightsConfig config, Telemetry telemetry) {
        return new KeptCheckpoints(
                config.postgres()
                        .map(postgres -> Objects.requireNonNull(
                                PostgresStorage.open(postgres, telemetry.api()).block(OPENING), "a storage")),
                config.checkpointPause());
    }

    /** The newest checkpoint; empty if there is none that can be read, which costs a start only its time. */
    Optional<Restored> newest() {
        return checkpoints.flatMap(kept -> kept.restored()
                .doOnNext(restored -> LOG.atInfo()
                        .addKeyValue("facts", restored.book().size())
                        .addKeyValue("watermark", restored.watermark())
                        .log("begins with a checkpoint"))
                .onErrorResume(failure -> {
                    LOG.atError().setCause(failure).log("the checkpoint cannot be read; every fact is read again");
                    return Mono.empty();
                })
                .blockOptional(OPENING));
    }

    /** Writes checkpoints of {@code live} from now on, whenever it is this replica's turn. */
    void keep(LiveFacts live) {
        checkpoints.ifPresent(kept ->
                writing.update(kept.write(live, pause, KeptCheckpoints::warn).subscribe(KeptCheckpoints::tell)));
    }

    @Override
    public void close() {
        writing.dispose();
        storage.ifPresent(PostgresStorage::close);
    }

    private static void tell(Checkpoint checkpoint) {
        LOG.atInfo()
                .addKeyValue("checkpoint", checkpoint.id())
                .addKeyValue("blocks", checkpoint.blocks())
                .addKeyValue("watermark", checkpoint.watermark())
                .log("a checkpoint was written");
    }

    private static void warn(Throwable failure, String what) {
        LOG.atWarn().setCause(failure).log(what);
    }
}
