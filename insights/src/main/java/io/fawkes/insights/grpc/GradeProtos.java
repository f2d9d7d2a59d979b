package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.dora.Grades;
import io.fawkes.insights.domain.dora.MetricLevel;
import io.fawkes.insights.domain.dora.Quartiles;
import io.fawkes.insights.domain.dora.Scores;
import io.fawkes.insights.domain.dora.Spread;
import io.fawkes.insights.domain.dora.Survey;
import io.fawkes.insights.domain.dora.SurveyReply;
import java.util.Optional;

/** Levels, scores and spreads as the contract shows them. */
final class GradeProtos {
    private GradeProtos() {}

    static io.fawkes.insights.v1.Grades grades(Grades grades) {
        var proto = io.fawkes.insights.v1.Grades.newBuilder()
                .setPolicy(grades.policy().id())
                .setCitation(grades.policy().citation());
        grades.metrics().stream().map(GradeProtos::level).forEach(proto::addMetrics);
        Scores measured = grades.scores();
        Optional.ofNullable(measured.throughput()).ifPresent(proto::setThroughput);
        Optional.ofNullable(measured.stability()).ifPresent(proto::setStability);
        Optional.ofNullable(measured.overall()).ifPresent(proto::setOverall);
        Optional.ofNullable(grades.survey()).ifPresent(survey -> lay(survey, proto));
        return proto.build();
    }

    private static void lay(Survey survey, io.fawkes.insights.v1.Grades.Builder beside) {
        beside.setSurveyAnswer(survey.name()).setSurveyAnswerTime(Scalars.timestamp(survey.answeredAt()));
        Scores own = survey.scores();
        Optional.ofNullable(own.throughput()).ifPresent(beside::setSurveyThroughput);
        Optional.ofNullable(own.stability()).ifPresent(beside::setSurveyStability);
        Optional.ofNullable(own.overall()).ifPresent(beside::setSurveyOverall);
    }

    private static io.fawkes.insights.v1.MetricLevel level(MetricLevel level) {
        var proto = io.fawkes.insights.v1.MetricLevel.newBuilder()
                .setMetric(Enums.metric(level.metric()))
                .setLevel(Enums.grade(level.level()))
                .setNullReason(Enums.nullReason(level.nullReason()));
        Optional.ofNullable(level.score()).ifPresent(proto::setScore);
        Optional.ofNullable(level.choice()).ifPresent(proto::setChoice);
        Optional.ofNullable(level.survey()).ifPresent(reply -> lay(reply, proto));
        return proto.build();
    }

    private static void lay(SurveyReply reply, io.fawkes.insights.v1.MetricLevel.Builder beside) {
        beside.setSurveyScore(reply.score());
        Optional.ofNullable(reply.choice()).ifPresent(beside::setSurveyChoice);
        Optional.ofNullable(reply.rate()).ifPresent(beside::setSurveyRate);
    }

    static io.fawkes.insights.v1.Spread spread(Spread spread) {
        var proto = io.fawkes.insights.v1.Spread.newBuilder()
                .setMetric(Enums.metric(spread.metric()))
                .setServices(spread.services());
        Quartiles<Double> numbers = spread.numbers();
        if (numbers != null) {
            proto.setLow(numbers.low()).setMedian(numbers.median()).setHigh(numbers.high());
        }
        Quartiles<java.time.Duration> times = spread.times();
        if (times != null) {
            proto.setLowDuration(Scalars.duration(times.low()))
                    .setMedianDuration(Scalars.duration(times.median()))
                    .setHighDuration(Scalars.duration(times.high()));
        }
        return proto.build();
    }
}
