package io.fawkes.alerting;

import io.fawkes.alerting.alertmanager.Matchers;
import io.fawkes.alerting.postgres.PostgresStorage;
import io.fawkes.runtime.telemetry.Telemetry;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** The storage as it is opened at the start: the rules in use mute by what is known already, and so they do after each reload. */
final class OpenedStorage {

    private static final Duration OPENING = Duration.ofSeconds(60);

    private OpenedStorage() {}

    /** Waits for it: nothing is served before. */
    static PostgresStorage await(CurrentConfig current, Telemetry telemetry) {
        return Objects.requireNonNull(of(current, telemetry).block(OPENING), "a storage");
    }

    private static Mono<PostgresStorage> of(CurrentConfig current, Telemetry telemetry) {
        return PostgresStorage.open(
                        current.settings().postgres(), telemetry.api(), Matchers.SYNTAX, current::inhibition)
                .doOnNext(storage -> current.afterwards(storage.applyInhibition()))
                .flatMap(
                        storage -> storage.applyInhibition().thenReturn(storage).doOnError(_ -> storage.close()));
    }
}
