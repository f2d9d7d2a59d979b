package io.fawkes.alerting.domain.intake;

import io.fawkes.alerting.domain.alert.AlertReport;
import java.util.List;
import reactor.core.publisher.Flux;

/** A sender that is followed rather than waited for. Implementations hold no state; safe for concurrent use. */
@FunctionalInterface
public interface AlertStream {

    /**
     * What is told after {@code cursor}, in order; an empty one begins with what holds now. Fails when the stream is lost:
     * it is then followed again from the last cursor that was kept.
     */
    Flux<Told> follow(String cursor);

    /**
     * What was told at once.
     *
     * @param reports alerts, in order
     * @param cursor where to go on after it; empty if the stream has no such place yet
     */
    record Told(List<AlertReport> reports, String cursor) {
        public Told {
            reports = List.copyOf(reports);
        }
    }
}
