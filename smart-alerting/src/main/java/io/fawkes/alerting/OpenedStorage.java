package io.fawkes.alerting;

import io.fawkes.alerting.alertmanager.Matchers;
import io.fawkes.alerting.postgres.PostgresStorage;
import io.fawkes.runtime.telemetry.Telemetry;
import reactor.core.publisher.Mono;

/** The storage as it is opened at the start: the rules in use mute by what is known already, and so they do after each reload. */
final class OpenedStorage {

    private OpenedStorage() {}

    static Mono<PostgresStorage> of(CurrentConfig current, Telemetry telemetry) {
        return PostgresStorage.open(
                        current.settings().postgres(), telemetry.api(), Matchers.SYNTAX, current::inhibition)
                .doOnNext(storage -> current.afterwards(storage.applyInhibition()))
                .flatMap(
                        storage -> storage.applyInhibition().thenReturn(storage).doOnError(_ -> storage.close()));
    }
}
