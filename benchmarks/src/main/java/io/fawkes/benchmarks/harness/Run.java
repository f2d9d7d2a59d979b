package io.fawkes.benchmarks.harness;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * How a benchmark is to be run.
 *
 * @param scale share of the full amount of data, over 0 and at most 1
 * @param rounds how often each figure is measured
 * @param smoke whether it is only to be seen that it runs: no time is taken for steady states
 * @param folder where everything is kept meanwhile; empty at the start
 * @param progress where to say what is being done
 */
public record Run(double scale, Rounds rounds, boolean smoke, Path folder, PrintStream progress) {

    public Run {
        if (!(scale > 0 && scale <= 1)) {
            throw new IllegalArgumentException("scale: " + scale + " (expected: over 0, at most 1)");
        }
    }

    /** The share of {@code full} that is asked for, and at least {@code least}. */
    public int scaled(int full, int least) {
        return Math.max(least, (int) Math.round(full * scale));
    }

    /** One of two amounts: the second where it is only to be seen that it runs. */
    public int unlessSmoke(int usual, int smoking) {
        return smoke ? smoking : usual;
    }

    /** Says what is being done. */
    public void says(String line) {
        progress.println("  " + line);
    }
}
