package io.fawkes.dataapi.domain.backfill;

import java.time.Instant;

/** Why a source could not be read. The text is for people and shows no credential. */
public abstract sealed class PeerFailure extends RuntimeException {

    private final String text;

    private PeerFailure(String text) {
        super(text);
        this.text = text;
    }

    /** What happened, in one line. */
    public String text() {
        return text;
    }

    /** It answers again at a time that it told. */
    public static final class Limited extends PeerFailure {

        private final Instant until;

        public Limited(String text, Instant until) {
            super(text);
            this.until = until;
        }

        /** When to ask again. */
        public Instant until() {
            return until;
        }
    }

    /** It did not answer, or not in full; asking again may help. */
    public static final class Away extends PeerFailure {

        public Away(String text) {
            super(text);
        }
    }

    /** It will not answer until somebody changes something. */
    public static final class Refused extends PeerFailure {

        public Refused(String text) {
            super(text);
        }
    }
}
