package io.fawkes.standalone.demo;

/** The demo cannot go on: why, and what a person can do about it, in one line. */
public class DemoFailure extends RuntimeException {

    /** A failure that {@code line} tells whole. */
    public DemoFailure(String line) {
        super(line);
    }

    /** The same, keeping what caused it for the log. */
    public DemoFailure(String line, Throwable cause) {
        super(line, cause);
    }

    /** The door had no time. Asking again is safe: what it took after all, it takes once. */
    static final class Busy extends DemoFailure {
        Busy(String line) {
            super(line);
        }
    }
}
