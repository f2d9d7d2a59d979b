package io.fawkes.alerting.domain.alert;

import io.fawkes.alerting.domain.alert.AlertReport.Origin;
import java.time.Instant;

/** Which of two endings of one episode holds: Alertmanager's merge, and for its webhooks event times before arrival. */
final class Endings {

    private Endings() {}

    static Ending merged(Ending known, AlertReport report, Instant now) {
        Ending told = report.ending(now);
        if (told.isOver(now)) {
            return bothEnded(known, told, now);
        }
        if (known.explicit() && known.isOver(now) && report.origin() == Origin.WEBHOOK) {
            return known; // a late copy of what was said before the end
        }
        return known.explicit() && known.at().isAfter(told.at()) ? known : told;
    }

    /** A told end replaces a belief; of two told ends the later holds. */
    private static Ending bothEnded(Ending known, Ending told, Instant now) {
        boolean laterIsKnown =
                known.explicit() && known.isOver(now) && known.at().isAfter(told.at());
        return laterIsKnown ? known : told;
    }
}
