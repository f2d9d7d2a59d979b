package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.dora.Grades;
import io.fawkes.insights.domain.dora.MetricLevel;
import io.fawkes.insights.domain.dora.Quartiles;
import io.fawkes.insights.domain.dora.Spread;
import java.util.Optional;

/** Levels, scores and spreads as the contract shows them. */
final class GradeProtos {
    private GradeProtos() {}

    static io.fawkes.insights.v1.Grades grades(Grades grades) {
        var proto = io.fawkes.insights.v1.Grades.newBuilder()
                .setPolicy(grades.policy().id())
                .setCitation(grades.policy().citation());
        grades.metrics().stream().map(GradeProtos::level).forEach(proto::addMetrics);
        Optional.ofNullable(grades.throughput()).ifPresent(proto::setThroughput);
        Optional.ofNullable(grades.stability()).ifPresent(proto::setStability);
        Optional.ofNullable(grades.overall()).ifPresent(proto::setOverall);
        return proto.build();
    }

    private static io.fawkes.insights.v1.MetricLevel level(MetricLevel level) {
        var proto = io.fawkes.insights.v1.MetricLevel.newBuilder()
                .setMetric(Enums.metric(level.metric()))
                .setLevel(Enums.grade(level.level()))
                .setNullReason(Enums.nullReason(level.nullReason()));
        Optional.ofNullable(level.score()).ifPresent(proto::setScore);
        return proto.build();
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
