package io.fawkes.anomaly.domain.sample;

/** A source did not answer as it should. The message is one line that says what to do; asking again later is safe. */
public final class SourceFailure extends RuntimeException {
    private final Kind kind;
    private final String line;

    /** What kind of failure it is, for a metric. */
    public enum Kind {
        /** It cannot be reached, is too slow, or says that it is not able to answer now. */
        AWAY,
        /** It refuses the question as asked. */
        REFUSED,
        /** Its answer is cut off or is none. */
        GARBLED
    }

    public SourceFailure(Kind kind, String line) {
        super(line);
        this.kind = kind;
        this.line = line;
    }

    public SourceFailure(Kind kind, String line, Throwable cause) {
        super(line, cause);
        this.kind = kind;
        this.line = line;
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }

    /** The line for people. */
    public String line() {
        return line;
    }
}
