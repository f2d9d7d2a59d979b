package io.fawkes.anomaly.domain.watch;

import io.fawkes.anomaly.domain.detector.Detector;
import io.fawkes.anomaly.domain.detector.Verdict;
import io.fawkes.anomaly.domain.event.Anomaly;
import io.fawkes.anomaly.domain.event.AnomalyChange;
import io.fawkes.anomaly.domain.event.AnomalyChange.Kind;
import io.fawkes.anomaly.domain.event.CloseReason;
import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.sample.Labels;
import io.fawkes.anomaly.domain.sample.SeriesSamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One series of a rule: its detector, how far it was fed, and its open anomaly. Not for concurrent use. */
final class SeriesWatch {
    /** A series without samples for so many steps has ended. */
    private static final int ENDED_AFTER_STEPS = 20;

    private final Rule rule;
    private final Labels labels;
    private final Detector detector;
    private final List<AnomalyChange> untold = new ArrayList<>();

    private Instant fedUntil;
    private @Nullable Anomaly open;
    private Instant nextCheckpoint;
    private boolean dirty;

    private SeriesWatch(
            Rule rule,
            Labels labels,
            Detector detector,
            Instant fedUntil,
            @Nullable Anomaly open,
            Instant nextCheckpoint) {
        this.rule = rule;
        this.labels = labels;
        this.detector = detector;
        this.fedUntil = fedUntil;
        this.open = open;
        this.nextCheckpoint = nextCheckpoint;
    }

    /** A series that was never seen; its state is kept at once. */
    static SeriesWatch begin(Rule rule, Labels labels) {
        return new SeriesWatch(rule, labels, new Detector(rule.detector()), Instant.MIN, null, Instant.MIN);
    }

    /**
     * A series as it was kept. One whose detector is of a version that is not read any more is learnt anew, and what was
     * open of it ends.
     */
    static SeriesWatch resume(Rule rule, SeriesState state, Instant nextCheckpoint) {
        Detector detector =
                Detector.restore(rule.detector(), state.detector()).orElseGet(() -> new Detector(rule.detector()));
        var watch = new SeriesWatch(rule, state.labels(), detector, state.fedUntil(), state.open(), nextCheckpoint);
        if (!detector.isOpen()) {
            watch.close(state.fedUntil(), CloseReason.RULE_CHANGED);
        }
        return watch;
    }

    Instant fedUntil() {
        return fedUntil;
    }

    boolean isLearning() {
        return detector.isLearning();
    }

    /** Feeds those of {@code samples} that are new and are numbers; events that began before {@code eventsFrom} open nothing. */
    void feed(SeriesSamples samples, Instant eventsFrom) {
        for (int i = 0; i < samples.size(); i++) {
            Instant time = Instant.ofEpochSecond(samples.time(i));
            if (time.isAfter(fedUntil) && Double.isFinite(samples.value(i))) {
                note(detector.feed(samples.time(i), samples.value(i)), time, eventsFrom);
                fedUntil = time;
                dirty = true;
            }
        }
    }

    private void note(Verdict verdict, Instant time, Instant eventsFrom) {
        switch (verdict.phase()) {
            case OPENED, ESCALATED -> started(verdict, time, eventsFrom);
            case GREW -> stronger(anomaly -> anomaly.grown(verdict));
            case RECOVERED -> close(time, CloseReason.RECOVERED);
            case BECAME_NORMAL -> close(time, CloseReason.BECAME_NORMAL);
            case QUIET, ONGOING -> {}
        }
    }

    private void started(Verdict verdict, Instant time, Instant eventsFrom) {
        if (open != null) {
            stronger(anomaly -> anomaly.escalated(verdict));
        } else if (!time.isBefore(eventsFrom)) {
            Anomaly opened = Anomaly.opened(rule, labels, Instant.ofEpochSecond(detector.onset()), verdict);
            open = opened;
            untold.add(new AnomalyChange(Kind.OPENED, opened));
        }
    }

    private void stronger(UnaryOperator<Anomaly> growth) {
        Anomaly before = open;
        if (before != null) {
            Anomaly after = growth.apply(before);
            open = after;
            untold.add(new AnomalyChange(Kind.UPDATED, after));
        }
    }

    private void close(Instant time, CloseReason why) {
        Anomaly before = open;
        if (before != null) {
            untold.add(new AnomalyChange(Kind.CLOSED, before.closed(time, why)));
            open = null;
        }
    }

    /** Ends what is open if the series has had no samples for long; they were asked for up to {@code seen}. */
    void endIfGone(Instant seen) {
        boolean gone = seen.isAfter(fedUntil.plus(rule.step().multipliedBy(ENDED_AFTER_STEPS)));
        if (gone && detector.isOpen()) {
            detector.abandon();
            close(fedUntil, CloseReason.NO_DATA);
            dirty = true;
        }
    }

    /** Whether there is something to keep that cannot wait. */
    boolean isDue(Instant now) {
        return !untold.isEmpty() || (dirty && !now.isBefore(nextCheckpoint));
    }

    /** Whether there is anything to keep. */
    boolean isDirty() {
        return dirty || !untold.isEmpty();
    }

    /** What is to be kept; the next time it need not be before {@code next}. */
    SeriesStep takeStep(Instant next) {
        var step = new SeriesStep(untold, new SeriesState(labels, fedUntil, detector.snapshot(), open));
        untold.clear();
        dirty = false;
        nextCheckpoint = next;
        return step;
    }
}
