package io.fawkes.anomaly.domain.watch;

import io.fawkes.anomaly.domain.sample.SourceFailure;

/** What is counted while rules are watched. Safe for concurrent use; never fails. */
public interface WatchMetrics {

    /** A poll of {@code rule} was answered and kept. */
    void polled(String rule);

    /** A poll of {@code rule} failed. */
    void failed(String rule, SourceFailure failure);

    /** The watching as a whole failed by {@code failure} and begins anew. */
    void restarted(Throwable failure);
}
