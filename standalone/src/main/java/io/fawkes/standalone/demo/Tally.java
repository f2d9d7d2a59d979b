package io.fawkes.standalone.demo;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Counts aloud: one line that grows on a terminal, else a line for every tenth of the whole. For one thread.
 */
final class Tally {

    private static final double NANOS = 1e9;
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int BAR = 30;
    private static final int LINES = 10;

    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private final int whole;
    private final long begin = System.nanoTime();
    private long drawn = begin;
    private int done;

    Tally(PrintStream out, boolean terminal, String what, int whole) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
        this.whole = whole;
    }

    /** One more is done. */
    void one() {
        done++;
        if (terminal) {
            redraw();
        } else if (done * LINES / whole > (done - 1) * LINES / whole) {
            out.println("  " + count());
        }
    }

    private void redraw() {
        long now = System.nanoTime();
        if (now - drawn > REDRAW_NANOS || done == whole) {
            drawn = now;
            int filled = done * BAR / whole;
            out.print("\r  [" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + count());
            out.print(done == whole ? System.lineSeparator() : "");
            out.flush();
        }
    }

    private String count() {
        double seconds = (System.nanoTime() - begin) / NANOS;
        return String.format(Locale.ROOT, "%s %,d of %,d (%.0f a second)", what, done, whole, done / seconds);
    }
}
