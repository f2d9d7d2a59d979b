package io.fawkes.alerting.domain.intake;

import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.alert.AlertReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a kind of sender writes alerts. Implementations are pure: no clock, no I/O; safe for concurrent use. */
@FunctionalInterface
public interface AlertFormat {

    /** What {@code body}, received at {@code now}, says. Never throws for anything a sender can send. */
    Understanding read(Bytes body, Instant now);

    /**
     * What a body says.
     *
     * @param reports the alerts that can be kept
     * @param rejection why others cannot, or why there are none; empty if all can be kept
     */
    record Understanding(List<AlertReport> reports, Optional<Rejection> rejection) {

        public Understanding {
            reports = List.copyOf(reports);
        }

        /** Nothing can be kept. */
        public static Understanding refused(Rejection.Reason reason, String detail) {
            return new Understanding(List.of(), Optional.of(new Rejection(reason, detail)));
        }
    }
}
