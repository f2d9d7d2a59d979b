package io.fawkes.dataapi.grpc;

import com.google.protobuf.Message;
import com.google.rpc.Status;
import io.fawkes.dataapi.contract.ReportedMessages;
import io.fawkes.dataapi.domain.DataApiException;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.FactBatches;
import io.fawkes.dataapi.domain.fact.Written;
import io.fawkes.dataapi.domain.report.Report;
import io.fawkes.dataapi.domain.report.ReportRule;
import io.fawkes.dataapi.v1.FactReport;
import io.fawkes.dataapi.v1.WriteFactsRequest;
import io.fawkes.dataapi.v1.WriteFactsResponse;
import io.fawkes.dataapi.v1.WriteOutcome;
import io.fawkes.dataapi.v1.WrittenFact;
import io.grpc.protobuf.StatusProto;
import java.util.List;

/** Reports that come in a stream, and what became of them. */
final class FactReports {

    private static final int LONGEST_ID = 200;
    private static final DataApiStatuses STATUSES = new DataApiStatuses();

    private FactReports() {}

    static List<Report> read(WriteFactsRequest request) {
        if (request.getFactsCount() > FactBatches.LARGEST) {
            throw new InvalidField(
                    "facts", "%d (expected: at most %d)".formatted(request.getFactsCount(), FactBatches.LARGEST));
        }
        return request.getFactsList().stream().map(FactReports::read).toList();
    }

    private static Report read(FactReport report) {
        try {
            return said(report);
        } catch (DataApiException why) {
            return new Report.Misunderstood(why);
        }
    }

    private static Report said(FactReport report) {
        return switch (report.getBodyCase()) {
            case CHANGE -> said(report, ReportRule.CHANGE, report.getChange());
            case DEPLOYMENT -> said(report, ReportRule.DEPLOYMENT, report.getDeployment());
            case INCIDENT -> said(report, ReportRule.INCIDENT, report.getIncident());
            case BUILD -> said(report, ReportRule.BUILD, report.getBuild());
            case QUALITY_GATE -> said(report, ReportRule.QUALITY_GATE, report.getQualityGate());
            case SLO_OBSERVATION -> said(report, ReportRule.SLO_OBSERVATION, report.getSloObservation());
            case BODY_NOT_SET -> throw new InvalidField("body", "missing (expected: one of the kinds)");
        };
    }

    private static Report said(FactReport report, ReportRule rule, Message body) {
        int length = report.getSourceId().length();
        if (length == 0 || length > LONGEST_ID) {
            throw new InvalidField("source_id", length + " characters (expected: 1 to " + LONGEST_ID + ")");
        }
        return new Report.Said(
                rule, ReportedMessages.revision(rule.shape().kind(), rule.message(), body, report.getSourceId()));
    }

    static WriteFactsResponse answer(List<Report.Answer> answers) {
        var response = WriteFactsResponse.newBuilder();
        answers.forEach(answer -> response.addFacts(answer(answer)));
        return response.build();
    }

    private static WrittenFact answer(Report.Answer answer) {
        return switch (answer) {
            case Report.Kept(Written written) ->
                WrittenFact.newBuilder()
                        .setName(written.name())
                        .setOutcome(outcome(written.outcome()))
                        .build();
            case Report.Refused(DataApiException why) ->
                WrittenFact.newBuilder()
                        .setOutcome(WriteOutcome.WRITE_OUTCOME_REFUSED)
                        .setError(status(why))
                        .build();
        };
    }

    private static WriteOutcome outcome(Written.Outcome outcome) {
        return switch (outcome) {
            case CREATED -> WriteOutcome.WRITE_OUTCOME_CREATED;
            case CHANGED -> WriteOutcome.WRITE_OUTCOME_CHANGED;
            case UNCHANGED -> WriteOutcome.WRITE_OUTCOME_UNCHANGED;
        };
    }

    private static Status status(DataApiException why) {
        return STATUSES.translate(why)
                .map(status -> StatusProto.fromThrowable(status.toException()))
                .orElseThrow(() -> new IllegalStateException("a refusal without a status", why));
    }
}
