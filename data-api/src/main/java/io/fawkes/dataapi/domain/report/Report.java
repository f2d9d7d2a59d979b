package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.DataApiException;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Written;
import java.time.Instant;

/** One of many reports that come together. */
public sealed interface Report {

    /**
     * Something was said.
     *
     * @param rule what it must say to be of use
     * @param revision what it says
     */
    record Said(ReportRule rule, Revision revision) implements Report {}

    /** What was sent says nothing that is understood. */
    record Misunderstood(DataApiException why) implements Report {}

    /** What became of a report. */
    sealed interface Answer {}

    /** It was kept. */
    record Kept(Written written) implements Answer {}

    /** It was not, and the others were. */
    record Refused(DataApiException why) implements Answer {}

    /** The report as it is kept if its rule lets it pass at {@code now}, else why not. */
    default Report checked(Instant now) {
        if (!(this instanceof Said(ReportRule rule, Revision revision))) {
            return this;
        }
        try {
            return new Said(rule, rule.checked(revision, now));
        } catch (DataApiException why) {
            return new Misunderstood(why);
        }
    }
}
