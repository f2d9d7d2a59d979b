package io.fawkes.dataapi;

import io.fawkes.dataapi.backstage.BackstageCatalog;
import io.fawkes.dataapi.backstage.CatalogFiles;
import io.fawkes.dataapi.domain.catalog.CatalogSync;
import io.fawkes.dataapi.domain.catalog.EditCatalog;
import io.fawkes.dataapi.domain.catalog.FollowCatalog;
import io.fawkes.dataapi.domain.catalog.FollowedCatalog;
import io.fawkes.dataapi.postgres.LeasedRounds;
import io.fawkes.dataapi.postgres.LeasedRounds.Schedule;
import io.fawkes.dataapi.postgres.PostgresStorage;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The catalogs that are followed for as long as the service runs, each by one replica at a time. */
final class FollowedCatalogs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedCatalogs.class);
    private static final Duration TERM = Duration.ofSeconds(30);

    private final Map<FollowedCatalog, Duration> catalogs = new HashMap<>();
    private final Optional<BackstageCatalog> backstage;
    private final Disposable.Composite following = Disposables.composite();

    private FollowedCatalogs(CatalogConfig config) {
        this.backstage = config.backstage().map(BackstageCatalog::open);
        config.path()
                .ifPresent(path -> catalogs.put(new CatalogFiles(path, InstantSource.system()), config.pathInterval()));
        backstage.ifPresent(catalog -> catalogs.put(catalog, config.backstageInterval()));
    }

    static FollowedCatalogs of(CatalogConfig config) {
        return new FollowedCatalogs(config);
    }

    /** Changes by callers, to all that no followed catalog keeps. */
    EditCatalog edit(PostgresStorage storage, InstantSource clock) {
        var keepers = catalogs.keySet().stream().map(FollowedCatalog::name).collect(Collectors.toUnmodifiableSet());
        return new EditCatalog(storage.catalogs().entries(), clock, keepers);
    }

    /** Follows until closed. */
    void start(PostgresStorage storage, OpenTelemetry telemetry, InstantSource clock) {
        var gauges = CatalogGauges.of(telemetry, clock);
        catalogs.forEach((catalog, interval) -> {
            var follow = new FollowCatalog(
                    catalog, storage.catalogs().entries(), storage.catalogs().syncs(), clock);
            LeasedRounds rounds = storage.upkeep()
                    .rounds(
                            new Schedule(
                                    catalog.name(), TERM, interval, "a catalog could not be followed; trying again"),
                            round(catalog, follow, gauges));
            following.add(rounds::close);
        });
    }

    /** One that is cut off has perhaps not done all that it read. */
    private static Mono<CatalogSync> round(FollowedCatalog catalog, FollowCatalog follow, CatalogGauges gauges) {
        return follow.once()
                .doOnNext(FollowedCatalogs::tell)
                .doOnNext(gauges::tell)
                .switchIfEmpty(Mono.<CatalogSync>empty().doOnTerminate(() -> gauges.unchanged(catalog.name())))
                .doOnCancel(catalog::forget);
    }

    private static void tell(CatalogSync sync) {
        if (!sync.failure().isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("catalog", sync.name())
                    .addKeyValue("failure", sync.failure())
                    .log("a catalog could not be read; its services stay as they are");
        } else if (sync.changes() > 0 || sync.problemCount() > 0) {
            LOG.atInfo()
                    .addKeyValue("catalog", sync.name())
                    .addKeyValue("components", sync.components())
                    .addKeyValue("changes", sync.changes())
                    .addKeyValue("problems", sync.problemCount())
                    .log("a catalog was followed");
        }
    }

    @Override
    public void close() {
        following.dispose();
        backstage.ifPresent(BackstageCatalog::close);
    }
}
