package io.fawkes.anomaly.domain;

/** What anomaly-detection refuses to do, in its own words; each transport translates it. Messages are for people. */
public abstract sealed class AnomalyException extends RuntimeException {

    private final String text;

    private AnomalyException(String text) {
        super(text);
        this.text = text;
    }

    /** What was refused and what was expected, in one line. */
    public String text() {
        return text;
    }

    /** No anomaly of this name is kept. */
    public static final class UnknownAnomaly extends AnomalyException {
        private final String name;

        public UnknownAnomaly(String name) {
            super(name + ": no such anomaly (expected: anomalies/{anomaly} of one that was opened here)");
            this.name = name;
        }

        /** The name that was asked for. */
        public String name() {
            return name;
        }
    }

    /** No rule of this name is configured. */
    public static final class UnknownRule extends AnomalyException {
        private final String name;

        public UnknownRule(String name) {
            super(name + ": no such rule (expected: anomalyRules/{id} of one in the rule file)");
            this.name = name;
        }

        /** The name that was asked for. */
        public String name() {
            return name;
        }
    }

    /** The reader must begin anew, without a cursor. */
    public static final class CursorExpired extends AnomalyException {
        public CursorExpired(String why) {
            super("cursor: " + why + " (expected: begin again without a cursor)");
        }
    }
}
