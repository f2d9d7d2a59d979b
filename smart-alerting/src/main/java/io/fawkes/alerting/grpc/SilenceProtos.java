package io.fawkes.alerting.grpc;

import com.google.protobuf.Timestamp;
import io.fawkes.alerting.domain.AlertingException.FieldRefused;
import io.fawkes.alerting.domain.mute.Silence;
import io.fawkes.alerting.domain.mute.SilenceDraft;
import io.fawkes.alerting.domain.read.SilenceView;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import io.fawkes.alerting.domain.routing.MatcherSyntax;
import io.fawkes.alerting.domain.routing.MatcherSyntax.Malformed;
import io.fawkes.alerting.v1.LabelMatcher;
import io.fawkes.alerting.v1.MatchOperator;
import io.fawkes.alerting.v1.SilenceState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Silences and matchers as the contract's messages, in both directions. */
final class SilenceProtos {

    private SilenceProtos() {}

    /** What is asked for; {@code caller} made it unless it says who. */
    static SilenceDraft draft(io.fawkes.alerting.v1.Silence asked, MatcherSyntax syntax, String caller) {
        if (!asked.hasEndTime()) {
            throw new FieldRefused("silence.end_time", "missing (expected: a time)");
        }
        return new SilenceDraft(
                asked.getMatchersList().stream()
                        .map(matcher -> matcher(matcher, syntax))
                        .toList(),
                asked.hasStartTime() ? Optional.of(instant(asked.getStartTime())) : Optional.empty(),
                instant(asked.getEndTime()),
                asked.getCreator().isEmpty() ? caller : asked.getCreator(),
                asked.getComment());
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).truncatedTo(ChronoUnit.MICROS);
    }

    private static Matcher matcher(LabelMatcher asked, MatcherSyntax syntax) {
        try {
            return syntax.matcher(asked.getLabel(), operator(asked.getOperator()), asked.getValue());
        } catch (Malformed e) {
            var refused = new FieldRefused("silence.matchers", e.problem());
            refused.initCause(e);
            throw refused;
        }
    }

    private static Operator operator(MatchOperator operator) {
        return switch (operator) {
            case MATCH_OPERATOR_EQUAL -> Operator.EQUAL;
            case MATCH_OPERATOR_NOT_EQUAL -> Operator.NOT_EQUAL;
            case MATCH_OPERATOR_REGEX -> Operator.REGEX;
            case MATCH_OPERATOR_NOT_REGEX -> Operator.NOT_REGEX;
            case MATCH_OPERATOR_UNSPECIFIED, UNRECOGNIZED ->
                throw new FieldRefused("silence.matchers", "operator missing (expected: one of MatchOperator)");
        };
    }

    static io.fawkes.alerting.v1.Silence silence(SilenceView view) {
        Silence silence = view.silence();
        return io.fawkes.alerting.v1.Silence.newBuilder()
                .setName(silence.name())
                .addAllMatchers(
                        silence.matchers().stream().map(SilenceProtos::matcher).toList())
                .setStartTime(Times.timestamp(silence.startsAt()))
                .setEndTime(Times.timestamp(silence.endsAt()))
                .setCreateTime(Times.timestamp(silence.createdAt()))
                .setUpdateTime(Times.timestamp(silence.updatedAt()))
                .setCreator(silence.createdBy())
                .setComment(silence.comment())
                .setState(state(view.state()))
                .build();
    }

    private static LabelMatcher matcher(Matcher matcher) {
        return LabelMatcher.newBuilder()
                .setLabel(matcher.name())
                .setOperator(operator(matcher.operator()))
                .setValue(matcher.value())
                .build();
    }

    private static MatchOperator operator(Operator operator) {
        return switch (operator) {
            case EQUAL -> MatchOperator.MATCH_OPERATOR_EQUAL;
            case NOT_EQUAL -> MatchOperator.MATCH_OPERATOR_NOT_EQUAL;
            case REGEX -> MatchOperator.MATCH_OPERATOR_REGEX;
            case NOT_REGEX -> MatchOperator.MATCH_OPERATOR_NOT_REGEX;
        };
    }

    private static SilenceState state(Silence.State state) {
        return switch (state) {
            case PENDING -> SilenceState.SILENCE_STATE_PENDING;
            case ACTIVE -> SilenceState.SILENCE_STATE_ACTIVE;
            case EXPIRED -> SilenceState.SILENCE_STATE_EXPIRED;
        };
    }
}
