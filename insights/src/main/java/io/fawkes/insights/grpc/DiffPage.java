package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.DoraAnswers.Restated;
import io.fawkes.insights.domain.DoraQuestion;
import io.fawkes.insights.domain.InsightsException.FieldInvalid;
import io.fawkes.insights.domain.InsightsException.PageTokenInvalid;
import io.fawkes.insights.domain.dora.Restatement;
import io.fawkes.insights.v1.DiffDoraRequest;
import io.fawkes.insights.v1.DiffDoraResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of what changed since a time. Its token is the number of restatements before it and of all there are: when others have
 * come the numbers have moved, and the token is refused.
 */
record DiffPage(DoraQuestion question, Instant since, int size, String token) {
    private static final String SEPARATOR = "-";

    static DiffPage of(DiffDoraRequest request) {
        if (!request.hasSince()) {
            throw new FieldInvalid("since", "missing (expected: a time at least 5 s ago)");
        }
        return new DiffPage(
                Questions.question(request),
                Questions.time("since", request.getSince()),
                PageSize.of(request.getPageSize()),
                request.getPageToken());
    }

    DiffDoraResponse render(Restated restated) {
        List<Restatement> all = restated.restatements();
        int from = from(all.size());
        int to = Math.min(from + size, all.size());
        var response = DiffDoraResponse.newBuilder()
                .setWindow(
                        DoraProtos.window(restated.before().answer().inquiry().window()));
        all.subList(from, to).stream().map(DiffPage::restatement).forEach(response::addRestatements);
        if (to < all.size()) {
            response.setNextPageToken(to + SEPARATOR + all.size());
        }
        return response.build();
    }

    private int from(int all) {
        if (token.isEmpty()) {
            return 0;
        }
        try {
            String[] parts = token.split(SEPARATOR, 2);
            int from = Integer.parseInt(parts[0]);
            if (parts.length == 2 && Integer.parseInt(parts[1]) == all && from > 0 && from < all) {
                return from;
            }
        } catch (NumberFormatException _) {
            throw new PageTokenInvalid();
        }
        throw new PageTokenInvalid();
    }

    private static io.fawkes.insights.v1.Restatement restatement(Restatement restatement) {
        var proto = io.fawkes.insights.v1.Restatement.newBuilder()
                .setMetric(Enums.metric(restatement.metric()))
                .setBucket(DoraProtos.window(restatement.bucket()))
                .setFact(restatement.fact());
        Optional.ofNullable(restatement.before()).ifPresent(proto::setBefore);
        Optional.ofNullable(restatement.after()).ifPresent(proto::setAfter);
        return proto.build();
    }
}
