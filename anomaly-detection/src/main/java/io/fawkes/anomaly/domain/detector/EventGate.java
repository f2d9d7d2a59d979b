package io.fawkes.anomaly.domain.detector;

import java.nio.ByteBuffer;

/**
 * When an event begins and ends. It begins at a score of theta if none began within R = clamp(0.05 n, 20, 150) points,
 * or, within them, at a score 4 above that of the last beginning: a second, worse disturbance is not lost.
 *
 * <p>It ends when the mean of the last three values is nearer to what was expected at its onset than half the deviation of
 * then, or when R points have passed: what lasts so long is what is usual now.
 */
final class EventGate {
    static final int BYTES = 4 * Long.BYTES + 3 * Double.BYTES + 1;

    /** Values whose mean tells that the deviation is gone. */
    static final int CALM = 3;

    private static final double REST_SHARE = 0.05;
    private static final long SHORTEST_REST = 20;
    private static final long LONGEST_REST = 150;
    private static final double ESCALATION = 4;
    private static final double HALF = 0.5;
    private static final double GROWTH = 2;

    private long startedAt = Long.MIN_VALUE / 2;
    private double startScore;
    private boolean open;
    private long openedAt;
    private long onset;
    private long rest;
    private double reference;
    private double deviation;

    /** What an event is measured against: {@code reference} was usual, {@code deviation} (signed) is how far off it was. */
    record Start(double score, double reference, double deviation) {}

    boolean isOpen() {
        return open;
    }

    /** Time of the first point of the event that is open or was last. */
    long onset() {
        return onset;
    }

    /** Begins an event at point {@code n} if that is due. */
    boolean begins(long n, double theta, double score) {
        return score >= theta && (n - startedAt > rest(n) || score >= startScore + ESCALATION);
    }

    private static long rest(long n) {
        return Math.clamp((long) (REST_SHARE * n), SHORTEST_REST, LONGEST_REST);
    }

    Phase begin(long n, long time, Start start) {
        boolean escalates = open;
        startedAt = n;
        startScore = start.score();
        rest = rest(n);
        open = true;
        if (escalates) {
            return Phase.ESCALATED;
        }
        openedAt = n;
        onset = time;
        reference = start.reference();
        deviation = start.deviation();
        return Phase.OPENED;
    }

    /** What becomes of the event, if there is one, at a point of {@code value}; {@code recent} is the mean of the last three. */
    Phase goOn(long n, double value, double recent) {
        if (!open) {
            return Phase.QUIET;
        }
        if (n - openedAt >= CALM && Math.abs(recent - reference) < HALF * Math.abs(deviation)) {
            open = false;
            return Phase.RECOVERED;
        }
        if (n - startedAt >= rest) {
            open = false;
            return Phase.BECAME_NORMAL;
        }
        return grew(value) ? Phase.GREW : Phase.ONGOING;
    }

    private boolean grew(double value) {
        double now = value - reference;
        if (now * deviation <= 0 || Math.abs(now) < GROWTH * Math.abs(deviation)) {
            return false;
        }
        deviation = now;
        return true;
    }

    /** Ends the event that is open because its series has ended. */
    void abandon() {
        open = false;
    }

    void write(ByteBuffer out) {
        out.putLong(startedAt).putLong(openedAt).putLong(onset).putLong(rest);
        out.putDouble(startScore).putDouble(reference).putDouble(deviation);
        out.put((byte) (open ? 1 : 0));
    }

    void read(ByteBuffer in) {
        startedAt = in.getLong();
        openedAt = in.getLong();
        onset = in.getLong();
        rest = in.getLong();
        startScore = in.getDouble();
        reference = in.getDouble();
        deviation = in.getDouble();
        open = in.get() != 0;
    }
}
