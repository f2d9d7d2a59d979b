package io.fawkes.runtime.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fawkes.runtime.config.Settings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.instrumentation.reactor.v3_1.ContextPropagationOperator;
import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One service's own OpenTelemetry: configured by the standard {@code OTEL_*} variables, W3C trace context, nothing global.
 *
 * <p>Several may live in one JVM, one for each service. Nothing is exported unless an OTLP endpoint is configured; the
 * metrics can always be read as Prometheus text. Closing sends what is left and waits for it, so never on an event loop.
 */
public final class Telemetry implements AutoCloseable {
    /** Media type of {@link #scrape()}. */
    public static final String SCRAPE_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final long FLUSH_SECONDS = 10;

    private final OpenTelemetrySdk sdk;
    private final PrometheusMetricReader metrics;
    private final RuntimeTelemetry jvm;

    private Telemetry(OpenTelemetrySdk sdk, PrometheusMetricReader metrics, RuntimeTelemetry jvm) {
        this.sdk = sdk;
        this.metrics = metrics;
        this.jvm = jvm;
    }

    /** Starts the telemetry of {@code service}, configured by environment and system properties. */
    public static Telemetry start(String service) {
        return start(service, Map.of());
    }

    /** Starts the telemetry of {@code service}, configured by the {@code OTEL_*} variables among {@code settings}. */
    public static Telemetry start(String service, Settings settings) {
        return start(
                service,
                settings.startingWith("OTEL_").entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Telemetry::property, Map.Entry::getValue)));
    }

    /** The name that autoconfiguration gives the variable: {@code OTEL_BSP_SCHEDULE_DELAY} is otel.bsp.schedule.delay. */
    private static String property(Map.Entry<String, String> variable) {
        return variable.getKey().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /**
     * Starts the telemetry of {@code service}.
     *
     * @param settings autoconfigure properties such as {@code otel.exporter.otlp.endpoint}, weaker than the environment
     */
    public static Telemetry start(String service, Map<String, String> settings) {
        ReactorBridge.install();
        var metrics = PrometheusMetricReader.create();
        var sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> settings)
                .addPropertiesCustomizer(configured -> Exporters.of(service, configured))
                .addMeterProviderCustomizer((meters, _) -> meters.registerMetricReader(metrics))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        return new Telemetry(sdk, metrics, RuntimeTelemetry.create(sdk));
    }

    /** What interceptors and instruments are made from. */
    public OpenTelemetry api() {
        return sdk;
    }

    /** Every metric as Prometheus text; quick, though instruments with callbacks run in it. */
    public String scrape() {
        var text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, metrics.collect(), EscapingScheme.DEFAULT);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString(UTF_8);
    }

    @Override
    public void close() {
        jvm.close();
        sdk.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    /** Carries the OpenTelemetry context over every Reactor operator; once for the JVM, when the class is loaded. */
    private static final class ReactorBridge {
        static {
            ContextPropagationOperator.create().registerOnEachOperator();
        }

        private ReactorBridge() {}

        static void install() {
            // Calling it loads the class.
        }
    }
}
