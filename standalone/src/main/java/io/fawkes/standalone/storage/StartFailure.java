package io.fawkes.standalone.storage;

/** A part of the mesh could not start: which one, why, and what a person can do about it, in at most two lines. */
public final class StartFailure extends RuntimeException {

    /** A failure that one {@code line} tells whole. */
    public StartFailure(String line) {
        super(line);
    }

    /** {@code part} cannot start because of {@code problem}, which {@code remedy} would mend. */
    public StartFailure(String part, String problem, String remedy) {
        super("%s cannot start: %s%n%s".formatted(part, problem, remedy));
    }

    /** The same, keeping what caused it for the log. */
    public StartFailure(String part, String problem, String remedy, Throwable cause) {
        this(part, problem, remedy);
        initCause(cause);
    }
}
