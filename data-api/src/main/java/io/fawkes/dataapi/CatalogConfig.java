package io.fawkes.dataapi;

import io.fawkes.dataapi.backstage.BackstageConfig;
import io.fawkes.runtime.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which catalogs are followed.
 *
 * @param path a file or directory of entities
 * @param pathInterval how often it is looked at
 * @param backstage a Backstage
 * @param backstageInterval how often it is asked
 */
record CatalogConfig(
        Optional<Path> path, Duration pathInterval, Optional<BackstageConfig> backstage, Duration backstageInterval) {

    private static final Duration USUAL_PATH_INTERVAL = Duration.ofSeconds(10);
    private static final Duration USUAL_BACKSTAGE_INTERVAL = Duration.ofMinutes(5);

    static CatalogConfig from(Settings settings) {
        return new CatalogConfig(
                settings.read("FAWKES_CATALOG_PATH", Path::of, "a file or directory"),
                settings.duration("FAWKES_CATALOG_INTERVAL", USUAL_PATH_INTERVAL),
                BackstageConfig.from(settings),
                settings.duration("FAWKES_BACKSTAGE_INTERVAL", USUAL_BACKSTAGE_INTERVAL));
    }
}
