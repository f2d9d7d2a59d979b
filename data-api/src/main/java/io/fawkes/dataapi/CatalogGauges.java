package io.fawkes.dataapi;

import io.fawkes.dataapi.domain.catalog.CatalogSync;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongGauge;
import java.time.InstantSource;

/** How following catalogs goes, by catalog, in the replica that follows it. */
final class CatalogGauges {

    private static final AttributeKey<String> CATALOG = AttributeKey.stringKey("catalog");

    private final InstantSource clock;
    private final LongGauge lastRead;
    private final LongGauge failing;
    private final LongGauge components;
    private final LongGauge problems;

    private CatalogGauges(OpenTelemetry telemetry, InstantSource clock) {
        this.clock = clock;
        this.lastRead = gauge(telemetry, "last_read", "When the catalog was last read, in seconds since 1970.", "s");
        this.failing =
                gauge(telemetry, "failing", "1 if the last try to read the catalog failed, else 0.", "{failure}");
        this.components = gauge(telemetry, "components", "Services that the catalog describes.", "{service}");
        this.problems = gauge(telemetry, "problems", "Entities of the catalog that could not be taken.", "{entity}");
    }

    static CatalogGauges of(OpenTelemetry telemetry, InstantSource clock) {
        return new CatalogGauges(telemetry, clock);
    }

    private static LongGauge gauge(OpenTelemetry telemetry, String name, String description, String unit) {
        return telemetry
                .getMeter("io.fawkes.data-api")
                .gaugeBuilder("fawkes.catalog." + name)
                .setDescription(description)
                .setUnit(unit)
                .ofLongs()
                .build();
    }

    /** A catalog was read and said something new, or could not be read: then what it said before stays. */
    void tell(CatalogSync sync) {
        if (!sync.failure().isEmpty()) {
            failing.set(1, by(sync.name()));
            return;
        }
        unchanged(sync.name());
        components.set(sync.components(), by(sync.name()));
        problems.set(sync.problemCount(), by(sync.name()));
    }

    /** A catalog was read and is as it was. */
    void unchanged(String catalog) {
        failing.set(0, by(catalog));
        lastRead.set(clock.instant().getEpochSecond(), by(catalog));
    }

    private static Attributes by(String catalog) {
        return Attributes.of(CATALOG, catalog);
    }
}
