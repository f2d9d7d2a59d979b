package io.fawkes.alerting.domain.intake;

import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.routing.Placement;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The only way in for alerts.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface Inbox {

    /**
     * Keeps {@code delivery}, merges {@code alerts} in order, and puts those that fire into their groups, whose timers
     * begin. Answers after the commit with the delivery as kept. A post of more than some hundred alerts is committed
     * in parts, the delivery with the last; posting it again is harmless.
     */
    Mono<AlertDelivery> keep(AlertDelivery delivery, List<Placed> alerts);

    /**
     * An alert and where it belongs.
     *
     * @param report what is told
     * @param placements the groups for which its labels are made
     */
    record Placed(AlertReport report, List<Placement> placements) {
        public Placed {
            placements = List.copyOf(placements);
        }
    }
}
