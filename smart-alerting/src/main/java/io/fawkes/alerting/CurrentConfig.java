package io.fawkes.alerting;

import io.fawkes.alerting.alertmanager.AlertmanagerConfig;
import io.fawkes.alerting.alertmanager.AlertmanagerFile;
import io.fawkes.alerting.alertmanager.InvalidFile;
import io.fawkes.alerting.domain.AlertingException.ConfigurationRefused;
import io.fawkes.alerting.domain.mute.Inhibition;
import io.fawkes.alerting.domain.routing.Reload;
import io.fawkes.alerting.domain.routing.Routing;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The configuration in use, which may be read again while everything runs. Timers are rows and stay. Safe for concurrent use. */
final class CurrentConfig implements Supplier<AlertmanagerConfig>, Reload {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentConfig.class);

    private final AlertingConfig settings;
    private volatile AlertmanagerConfig config;
    private volatile Mono<Void> afterwards = Mono.empty();

    /**
     * @param settings what was read at the start
     */
    CurrentConfig(AlertingConfig settings) {
        this.settings = settings;
        this.config = settings.alertmanager();
    }

    /** Settings that do not change while the process runs. */
    AlertingConfig settings() {
        return settings;
    }

    @Override
    public AlertmanagerConfig get() {
        return config;
    }

    Routing routing() {
        return config.routing();
    }

    Inhibition inhibition() {
        return config.inhibition();
    }

    /** The file that is read again; empty if the configuration is the built-in one. */
    Optional<Path> file() {
        return settings.alertmanagerFile();
    }

    /** From now on {@code work} follows each reload. */
    void afterwards(Mono<Void> work) {
        afterwards = work;
    }

    @Override
    public Mono<Void> reload() {
        return Mono.fromCallable(this::read)
                .subscribeOn(Schedulers.boundedElastic()) // a file is read
                .doOnNext(this::use)
                .then(Mono.defer(() -> afterwards));
    }

    private AlertmanagerConfig read() {
        Path path = file().orElseThrow(
                        () -> new ConfigurationRefused("no file (expected: FAWKES_ALERTMANAGER_CONFIG at the start)"));
        try {
            return AlertmanagerFile.read(path);
        } catch (InvalidFile e) {
            var refused = new ConfigurationRefused(e.problem());
            refused.initCause(e);
            throw refused;
        }
    }

    private void use(AlertmanagerConfig read) {
        config = read;
        LOG.atInfo().addKeyValue("file", file().orElseThrow()).log("configuration read again");
    }
}
