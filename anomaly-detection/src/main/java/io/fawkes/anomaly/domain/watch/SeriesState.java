package io.fawkes.anomaly.domain.watch;

import io.fawkes.anomaly.domain.event.Anomaly;
import io.fawkes.anomaly.domain.sample.Labels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of one series as it is kept, so that a restart goes on where it was. */
public final class SeriesState {
    private final Labels labels;
    private final Instant fedUntil;
    private final byte[] detector;
    private final @Nullable Anomaly open;

    /**
     * Keeps all of it as it is.
     *
     * @param labels of the series
     * @param fedUntil time of the last point that the detector has seen
     * @param detector its snapshot; not changed by anybody
     * @param open the anomaly that is open
     */
    public SeriesState(Labels labels, Instant fedUntil, byte[] detector, @Nullable Anomaly open) {
        this.labels = labels;
        this.fedUntil = fedUntil;
        this.detector = detector;
        this.open = open;
    }

    /** Labels of the series. */
    public Labels labels() {
        return labels;
    }

    /** Time of the last point that the detector has seen. */
    public Instant fedUntil() {
        return fedUntil;
    }

    /** The detector's snapshot, not to be changed. */
    public byte[] detector() {
        return detector;
    }

    /** The anomaly that is open, if one is. */
    public @Nullable Anomaly open() {
        return open;
    }
}
