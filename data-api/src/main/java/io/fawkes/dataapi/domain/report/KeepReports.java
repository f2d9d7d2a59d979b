package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.fact.FactBatches;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Written;
import io.fawkes.dataapi.domain.report.Report.Answer;
import io.fawkes.dataapi.domain.report.Report.Kept;
import io.fawkes.dataapi.domain.report.Report.Misunderstood;
import io.fawkes.dataapi.domain.report.Report.Refused;
import io.fawkes.dataapi.domain.report.Report.Said;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import reactor.core.publisher.Mono;

/** Takes many reports at once: keeps what makes sense in one transaction, and says of the rest why it does not. */
public final class KeepReports {

    private final FactBatches facts;
    private final InstantSource clock;

    public KeepReports(FactBatches facts, InstantSource clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /** What became of each of {@code reports}, in their order, after the commit; at most {@link FactBatches#LARGEST}. */
    public Mono<List<Answer>> keep(List<Report> reports) {
        return Mono.defer(() -> {
            var now = clock.instant();
            List<Report> checked =
                    reports.stream().map(report -> report.checked(now)).toList();
            return facts.write(revisions(checked), "").map(written -> answers(checked, written.iterator()));
        });
    }

    private static List<Revision> revisions(List<Report> checked) {
        return checked.stream()
                .filter(Said.class::isInstance)
                .map(Said.class::cast)
                .map(Said::revision)
                .toList();
    }

    private static List<Answer> answers(List<Report> checked, Iterator<Written> written) {
        return checked.stream()
                .<Answer>map(report -> switch (report) {
                    case Said _ -> new Kept(written.next());
                    case Misunderstood(var why) -> new Refused(why);
                })
                .toList();
    }
}
