package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.DoraQuestion;
import io.fawkes.insights.domain.dora.DoraReport;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.Row;
import io.fawkes.insights.v1.ExplainDoraRequest;
import io.fawkes.insights.v1.ExplainDoraResponse;
import java.util.List;
import java.util.Optional;

/**
 * One page of the rows behind a number. The first page settles the window, and its token carries it on, so that all
 * pages are about the same one and a row is neither repeated nor left out when others come.
 */
record ExplainPage(DoraQuestion asked, DoraQuestion question, Metric metric, int size, Optional<PageToken> after) {
    static ExplainPage of(ExplainDoraRequest request) {
        DoraQuestion asked = Questions.question(request);
        Metric metric = Questions.metric(request.getMetric());
        Optional<PageToken> after = Optional.of(request.getPageToken())
                .filter(token -> !token.isEmpty())
                .map(token -> PageToken.parse(token, asked, metric));
        DoraQuestion question = after.map(token -> asked.about(token.window())).orElse(asked);
        return new ExplainPage(asked, question, metric, PageSize.of(request.getPageSize()), after);
    }

    ExplainDoraResponse render(DoraReport report) {
        List<Row> rest = report.rows(metric).stream().filter(this::isAhead).toList();
        List<Row> rows = rest.subList(0, Math.min(size, rest.size()));
        var response = ExplainDoraResponse.newBuilder().setDora(DoraProtos.dora(report.answer()));
        rows.stream().map(row -> RowProtos.row(metric, row)).forEach(response::addRows);
        if (rows.size() < rest.size()) {
            var token = new PageToken(
                    report.answer().inquiry().window(), rows.getLast().position());
            response.setNextPageToken(token.text(asked, metric));
        }
        return response.build();
    }

    private boolean isAhead(Row row) {
        return after.isEmpty() || row.position().compareTo(after.get().last()) > 0;
    }
}
