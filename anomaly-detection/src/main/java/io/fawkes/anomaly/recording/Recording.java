package io.fawkes.anomaly.recording;

import io.fawkes.anomaly.domain.sample.Extent;
import io.fawkes.anomaly.domain.sample.Labels;
import io.fawkes.anomaly.domain.sample.SampleQuery;
import io.fawkes.anomaly.domain.sample.SampleSource;
import io.fawkes.anomaly.domain.sample.SeriesSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A file of samples, read once, held in memory. Its past begins with its first sample, and all of it counts. */
public final class Recording implements SampleSource {
    private final Map<Labels, RecordedSeries> series;
    private final Extent extent;

    private Recording(Map<Labels, RecordedSeries> series) {
        this.series = series;
        this.extent = new Extent(
                Optional.of(Instant.ofEpochMilli(series.values().stream()
                        .mapToLong(RecordedSeries::first)
                        .min()
                        .orElse(0))),
                Instant.ofEpochMilli(series.values().stream()
                        .mapToLong(RecordedSeries::last)
                        .max()
                        .orElse(0)));
    }

    /**
     * Reads {@code file}, OpenMetrics text.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is wrong, with file and line
     */
    public static Recording read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return new Recording(OpenMetrics.read(file.toString(), lines));
        }
    }

    @Override
    public Mono<Extent> extent() {
        return Mono.just(extent);
    }

    @Override
    public Flux<SeriesSamples> range(SampleQuery query) {
        return Flux.defer(() -> {
            var selector = Selector.parse(query.promql());
            return Flux.fromStream(() -> series.values().stream()
                    .filter(candidate -> selector.matches(candidate.labels()))
                    .map(found -> found.at(query))
                    .filter(samples -> samples.size() > 0));
        });
    }
}
