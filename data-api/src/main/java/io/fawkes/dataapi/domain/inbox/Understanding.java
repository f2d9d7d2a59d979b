package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.fact.Revision;
import java.util.List;

/** What a source makes of a delivery. */
public sealed interface Understanding {

    /**
     * Understood.
     *
     * @param revisions what it says; may be nothing
     * @param note for people, what was left aside and why; empty if nothing
     */
    record Understood(List<Revision> revisions, String note) implements Understanding {

        public Understood {
            revisions = List.copyOf(revisions);
        }
    }

    /**
     * Refused.
     *
     * @param rejection why
     */
    record Refused(Rejection rejection) implements Understanding {

        /** Refused for {@code reason}. */
        static Refused because(Rejection.Reason reason, String detail) {
            return new Refused(new Rejection(reason, detail));
        }
    }

    /** Understood, and says {@code revisions}. */
    static Understanding saying(List<Revision> revisions) {
        return new Understood(revisions, "");
    }

    /** Understood, and says nothing, because of {@code note}. */
    static Understanding nothing(String note) {
        return new Understood(List.of(), note);
    }

    /** Not understood. */
    static Understanding refused(Rejection.Reason reason, String detail) {
        return Refused.because(reason, detail);
    }
}
