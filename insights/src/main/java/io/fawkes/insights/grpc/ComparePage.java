package io.fawkes.insights.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fawkes.insights.domain.DoraAnswers.Comparison;
import io.fawkes.insights.domain.DoraQuestion;
import io.fawkes.insights.domain.InsightsException.PageTokenInvalid;
import io.fawkes.insights.domain.dora.DoraAnswer;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Inquiry;
import io.fawkes.insights.domain.dora.Window;
import io.fawkes.insights.v1.CompareDoraRequest;
import io.fawkes.insights.v1.CompareDoraResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * One page of groups side by side. Its token names the window that the first page settled and the last group, and fits only
 * the request it was given for.
 *
 * @param after id of the last group of the page before; empty for the first page
 */
record ComparePage(DoraQuestion asked, DoraQuestion question, Group.Kind kind, int size, String after) {
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 4;

    static ComparePage of(CompareDoraRequest request) {
        DoraQuestion asked = Questions.question(request);
        Group.Kind kind = Questions.kind(request.getGroupBy());
        int size = PageSize.of(request.getPageSize());
        return request.getPageToken().isEmpty()
                ? new ComparePage(asked, asked, kind, size, "")
                : following(asked, kind, size, request.getPageToken());
    }

    CompareDoraResponse render(Comparison comparison) {
        List<DoraAnswer> answers = comparison.answers();
        var response = CompareDoraResponse.newBuilder();
        answers.stream().map(DoraProtos::dora).forEach(response::addDoras);
        if (comparison.more()) {
            response.setNextPageToken(token(answers.getLast().inquiry()));
        }
        return response.build();
    }

    private static ComparePage following(DoraQuestion asked, Group.Kind kind, int size, String token) {
        try {
            List<String> parts = List.of(new String(Base64.getUrlDecoder().decode(token), UTF_8).split(SEPARATOR, -1));
            if (parts.size() != PARTS || !parts.getFirst().equals(mark(asked, kind))) {
                throw new PageTokenInvalid();
            }
            var window = new Window(Instant.parse(parts.get(1)), Instant.parse(parts.get(2)));
            return new ComparePage(asked, asked.about(window), kind, size, parts.getLast());
        } catch (DateTimeException | IllegalArgumentException _) {
            throw new PageTokenInvalid();
        }
    }

    private String token(Inquiry last) {
        String plain = String.join(
                SEPARATOR,
                mark(asked, kind),
                last.window().start().toString(),
                last.window().end().toString(),
                last.group().id());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    private static String mark(DoraQuestion asked, Group.Kind kind) {
        return "%s %s %s %s %s".formatted(kind, asked.start(), asked.end(), asked.terms(), asked.asOf());
    }
}
