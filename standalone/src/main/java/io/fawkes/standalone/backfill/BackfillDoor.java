package io.fawkes.standalone.backfill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.standalone.door.MeshDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The backfills of a mesh, through its public door. Blocks; confined to one thread. */
public final class BackfillDoor {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final MeshDoor door;
    private final Duration look;

    public BackfillDoor(MeshDoor door) {
        this(door, LOOK);
    }

    BackfillDoor(MeshDoor door, Duration look) {
        this.door = door;
        this.look = look;
    }

    /** Asks for the past of {@code scope} at {@code source}, if it is asked for, between two times. */
    public BackfillStatus create(Source source, String scope, Optional<Instant> since, Optional<Instant> until)
            throws InterruptedException {
        ObjectNode backfill = JsonNodeFactory.instance
                .objectNode()
                .put("source", source.contractName())
                .put("scope", scope);
        since.ifPresent(time -> backfill.put("sinceTime", time.toString()));
        until.ifPresent(time -> backfill.put("untilTime", time.toString()));
        return BackfillStatus.of(door.post("/v1/backfills", backfill.toString()));
    }

    /** Has one that failed or was cancelled go on; one that goes on by itself stays as it is. */
    public BackfillStatus resume(String name) throws InterruptedException {
        BackfillStatus now = find(name);
        return now.isOver() ? BackfillStatus.of(door.post("/v1/" + name + ":resume", "{}")) : now;
    }

    private BackfillStatus find(String name) throws InterruptedException {
        return BackfillStatus.of(door.get("/v1/" + name));
    }

    /** Looks until it is over, and tells {@code progress} whenever it went on. */
    public BackfillStatus awaited(String name, Consumer<BackfillStatus> progress) throws InterruptedException {
        BackfillStatus told = find(name);
        progress.accept(told);
        while (!told.isOver()) {
            pause();
            BackfillStatus now = find(name);
            if (!now.equals(told)) {
                progress.accept(now);
            }
            told = now;
        }
        return told;
    }

    /** A person looks at the progress; nothing waits for it. */
    private void pause() throws InterruptedException {
        boolean _ = new CountDownLatch(1).await(look.toMillis(), TimeUnit.MILLISECONDS);
    }
}
