package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.testkit.PostgresServer;
import io.fawkes.runtime.testkit.ServiceProcess;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Accepted means committed, also for a process that is killed with {@code kill -9} while it answers. */
@Tag("full")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KilledIT {

    private static final int POSTS = Integer.getInteger("fawkes.test.posts", 50_000);
    private static final int KILLS = 3;
    private static final int AT_ONCE = 16;
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @Test
    void whatWasAnsweredIsThereAndNothingIsThereTwiceAfterKillsAtRandomPoints(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws IOException, SQLException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        Set<Integer> open = IntStream.range(0, POSTS).boxed().collect(Collectors.toCollection(HashSet::new));
        Set<Integer> answered = ConcurrentHashMap.newKeySet();
        try (PostgresServer postgres = PostgresServer.launch()) {
            TestDatabase database = postgres.createDatabase();
            for (int kill = 0; kill <= KILLS; kill++) {
                int last = kill == KILLS ? Integer.MAX_VALUE : 1 + random.nextInt(POSTS / (KILLS + 1));
                try (var child = ServiceProcess.start(
                                "io.fawkes.dataapi.Main",
                                "FAWKES_DATA_API_LISTEN",
                                NumberedPosts.settings(database),
                                folder.resolve("child.log"));
                        var peer = NumberedPosts.peer(child.address())) {
                    postUntilKilled(peer, child, open, answered, last);
                }
                assertTrue(NumberedPosts.kept(database).containsAll(answered), "every 2xx is there, seed " + seed);
                open.removeAll(answered);
            }
            assertEquals(Set.of(), open, "seed " + seed);
            assertEquals(
                    "%1$d %1$d %1$d %1$d".formatted(POSTS),
                    NumberedPosts.text(
                            database,
                            "select (select count(*) from fact) || ' ' || (select count(*) from deployment) || ' '"
                                    + " || (select count(*) from fact_log) || ' '"
                                    + " || (select count(*) from delivery where outcome_name = 'ACCEPTED')"),
                    "none twice; what was kept and not answered came back as a duplicate; seed " + seed);
        }
    }

    /**
     * Posts all that are open, and again what was not answered, as sources do; after {@code last} answers the child is killed,
     * and what it did not answer stays open.
     */
    private static void postUntilKilled(
            Peer peer, ServiceProcess child, Set<Integer> open, Set<Integer> answered, int last) {
        var answers = new AtomicInteger();
        var killed = new AtomicBoolean();
        Flux.fromIterable(Set.copyOf(open))
                .takeWhile(_ -> !killed.get())
                .flatMap(
                        number -> NumberedPosts.post(peer, number)
                                .doOnNext(_ -> {
                                    answered.add(number);
                                    if (answers.incrementAndGet() == last) {
                                        killed.set(true);
                                        child.kill();
                                    }
                                })
                                .retryWhen(
                                        Retry.fixedDelay(Long.MAX_VALUE, AGAIN).filter(_ -> !killed.get()))
                                .onErrorResume(_ -> killed.get(), _ -> Mono.empty()),
                        AT_ONCE)
                .then()
                .block(PATIENCE);
    }
}
