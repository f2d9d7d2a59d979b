package io.fawkes.anomaly.domain.detector;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The tail-record detector of one series: fed point by point, it says of each what was expected, how novel and how severe
 * the difference is, and whether an event begins or ends.
 *
 * <p>What it says of a point depends on the points so far and nothing else. Points come in order of time; one that is
 * missing is not fed, and the state waits. At most 4 KB of state, which {@link #snapshot} writes and {@link #restore}
 * reads; both detectors then go on alike to the last bit. Not for concurrent use.
 *
 * <p>Sources: the design is ours, measured on the Numenta Anomaly Benchmark (A. Lavin, S. Ahmad, "Evaluating real-time
 * anomaly detection algorithms", ICMLA 2015); its parts cite theirs.
 */
public final class Detector {
    /** Points before the first event: fewer say nothing about a tail. */
    private static final long LEARNING = 100;

    /** The first point that others can be compared with has an expected value, the next one is compared. */
    private static final long FIRST_JUDGED = 3;

    private static final byte VERSION = 1;
    private static final int UP = 0;
    private static final int DOWN = 1;

    private final DetectorSettings settings;
    private final Baseline baseline;
    private final Window window = new Window();
    private final ViewTrackers trackers = new ViewTrackers();
    private final EventGate gate = new EventGate();
    private final Measures measures = new Measures();
    private long points;

    /** A detector that has seen nothing. */
    public Detector(DetectorSettings settings) {
        this.settings = settings;
        this.baseline = new Baseline(settings.step().toSeconds());
    }

    /** How many points it was fed. */
    public long points() {
        return points;
    }

    /** Whether it has seen too few points for events. */
    public boolean isLearning() {
        return points < LEARNING;
    }

    /** Whether an event is open. */
    public boolean isOpen() {
        return gate.isOpen();
    }

    /** Time of the first point of the event that is open or was last, in seconds since 1970. */
    public long onset() {
        return gate.onset();
    }

    /** Ends the event that is open because the series has ended. */
    public void abandon() {
        gate.abandon();
    }

    /**
     * Judges a point, then learns it.
     *
     * @param time in seconds since 1970, later than that of the point before
     * @param value a finite number
     */
    public Verdict feed(long time, double value) {
        points++;
        window.add(value);
        Expectation expected = points == 1 ? new Expectation(value, Forecast.LAST_VALUE, 1) : baseline.expect(time);
        measures.take(value, expected.value(), baseline, window);
        Verdict verdict = judge(time, value, expected);
        if (points > 1) {
            trackers.learn(measures.features(), points, points - 1);
        }
        baseline.learn(time, value);
        return verdict;
    }

    private Verdict judge(long time, double value, Expectation expected) {
        Odd odd = oddest();
        return new Verdict(
                time,
                value,
                expected.value(),
                band(expected.value()),
                odd.novelty(),
                points < FIRST_JUDGED ? 0 : Math.log(trackers.timesTypical(measures.features())),
                View.ALL.get(odd.view()),
                measures.direction(odd.view()),
                basis(time, expected),
                phase(time, value, odd));
    }

    private Basis basis(long time, Expectation expected) {
        return new Basis(
                expected.leading(), expected.share(), points, baseline.knowsTimeOfDay(time), baseline.knowsWeek(time));
    }

    /**
     * The view in which the point is oddest.
     *
     * @param admitted whether it may open an event, by way and size
     */
    private record Odd(int view, double novelty, boolean admitted) {
        boolean isBefore(Odd other) {
            return admitted == other.admitted ? novelty > other.novelty : admitted;
        }
    }

    private Odd oddest() {
        Odd oddest = odd(0);
        for (int i = 1; i < ViewTrackers.COUNT; i++) {
            Odd next = odd(i);
            if (next.isBefore(oddest)) {
                oddest = next;
            }
        }
        return oddest;
    }

    private Odd odd(int i) {
        return new Odd(i, trackers.novelty(i, measures.features()[i], points), isAdmitted(i));
    }

    private boolean isAdmitted(int i) {
        double size = Math.abs(measures.signed(i));
        return settings.direction().covers(measures.direction(i)) && size >= least(measures.reference(i));
    }

    /** The least deviation from {@code reference} that is worth an event. */
    private double least(double reference) {
        return Math.max(settings.minDelta(), settings.minRelative() * Math.abs(reference));
    }

    private Phase phase(long time, double value, Odd odd) {
        if (points > LEARNING && odd.admitted() && gate.begins(points, settings.theta(), odd.novelty())) {
            return gate.begin(
                    points,
                    time,
                    new EventGate.Start(odd.novelty(), measures.reference(odd.view()), measures.signed(odd.view())));
        }
        return gate.goOn(points, value, window.mean(EventGate.CALM));
    }

    /** Solves novelty = theta for the value, of the two residual views. */
    private Band band(double expected) {
        double floor = baseline.floor();
        double least = least(expected);
        return new Band(
                settings.direction().covers(Direction.DOWN)
                        ? expected - Math.max(trackers.featureAt(DOWN, settings.theta(), points) - floor, least)
                        : Double.NEGATIVE_INFINITY,
                settings.direction().covers(Direction.UP)
                        ? expected + Math.max(trackers.featureAt(UP, settings.theta(), points) - floor, least)
                        : Double.POSITIVE_INFINITY);
    }

    /** The whole state, to be read by the {@link #restore} of this version or a later one. */
    public byte[] snapshot() {
        ByteBuffer out = ByteBuffer.allocate(
                1 + Long.BYTES * 2 + baseline.bytes() + Window.BYTES + ViewTrackers.BYTES + EventGate.BYTES);
        out.put(VERSION).putLong(settings.step().toSeconds()).putLong(points);
        baseline.write(out);
        window.write(out);
        trackers.write(out);
        gate.write(out);
        return out.array();
    }

    /** A detector that goes on where the one of {@code snapshot} was; empty if that is of another version or step. */
    public static Optional<Detector> restore(DetectorSettings settings, byte[] snapshot) {
        Detector detector = new Detector(settings);
        ByteBuffer in = ByteBuffer.wrap(snapshot);
        boolean readable = snapshot.length == detector.snapshot().length
                && in.get() == VERSION
                && in.getLong() == settings.step().toSeconds();
        if (!readable) {
            return Optional.empty();
        }
        detector.points = in.getLong();
        detector.baseline.read(in);
        detector.window.read(in);
        detector.trackers.read(in);
        detector.gate.read(in);
        return Optional.of(detector);
    }
}
