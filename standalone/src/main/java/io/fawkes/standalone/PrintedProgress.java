package io.fawkes.standalone;

import java.io.PrintStream;
import java.util.Locale;

/** Prints a line a part, and how many seconds it took. */
final class PrintedProgress implements Progress {

    private final PrintStream out;

    PrintedProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void starting(String part) {
        out.printf("  starting %-12s ", part);
        out.flush();
    }

    @Override
    public void started(String part, double seconds) {
        out.printf(Locale.ROOT, "%5.1f s%n", seconds);
    }

    @Override
    public void failed(String part) {
        out.println("failed");
    }
}
