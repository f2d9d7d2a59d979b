package io.fawkes.anomaly;

import io.fawkes.anomaly.domain.sample.SampleSource;
import io.fawkes.anomaly.prometheus.PrometheusSource;
import java.time.InstantSource;
import java.util.Optional;

/** The configured source of samples, and how it is closed. */
final class Samples implements AutoCloseable {
    private final Optional<SampleSource> source;
    private final Runnable closing;

    private Samples(Optional<SampleSource> source, Runnable closing) {
        this.source = source;
        this.closing = closing;
    }

    static Samples open(AnomalyConfig config, InstantSource clock) {
        return config.prometheus()
                .map(prometheus -> PrometheusSource.open(prometheus, clock))
                .map(prometheus -> new Samples(Optional.of(prometheus), prometheus::close))
                .orElseGet(() -> new Samples(config.recording().map(SampleSource.class::cast), () -> {}));
    }

    /** Empty if none is configured. */
    Optional<SampleSource> source() {
        return source;
    }

    @Override
    public void close() {
        closing.run();
    }
}
