package io.fawkes.alerting;

import io.fawkes.alerting.alertmanager.Matchers;
import io.fawkes.alerting.domain.mute.Inhibition;
import io.fawkes.alerting.postgres.PostgresStorage;
import io.fawkes.runtime.telemetry.Telemetry;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The storage as it is opened at the start: with the rules in use noted for what is known already. */
final class OpenedStorage {

    private OpenedStorage() {}

    static Mono<PostgresStorage> of(AlertingConfig config, Telemetry telemetry, Supplier<Inhibition> inhibition) {
        return PostgresStorage.open(config.postgres(), telemetry.api(), Matchers.SYNTAX, inhibition)
                .flatMap(
                        storage -> storage.applyInhibition().thenReturn(storage).doOnError(_ -> storage.close()));
    }
}
