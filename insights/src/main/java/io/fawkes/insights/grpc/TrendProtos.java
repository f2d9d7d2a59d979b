package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.dora.Trend;
import io.fawkes.insights.domain.dora.Verdict;
import io.fawkes.insights.v1.TrendVerdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trends as the contract shows them. */
final class TrendProtos {
    private TrendProtos() {}

    static io.fawkes.insights.v1.Trend trend(Trend trend) {
        var proto = io.fawkes.insights.v1.Trend.newBuilder()
                .setMetric(Enums.metric(trend.metric()))
                .setVerdict(verdict(trend.verdict()))
                .setN(trend.n())
                .setPreviousN(trend.before())
                .setUsualWindows(trend.windows())
                .setNullReason(Enums.nullReason(trend.nullReason()));
        Optional.ofNullable(trend.p()).ifPresent(proto::setP);
        Optional<Trend.Value> previous = Optional.ofNullable(trend.previous());
        previous.map(Trend.Value::number).ifPresent(proto::setPrevious);
        previous.map(Trend.Value::time).map(Scalars::duration).ifPresent(proto::setPreviousDuration);
        Optional<Trend.Value> usual = Optional.ofNullable(trend.usual());
        usual.map(Trend.Value::number).ifPresent(proto::setUsual);
        usual.map(Trend.Value::time).map(Scalars::duration).ifPresent(proto::setUsualDuration);
        return proto.build();
    }

    static TrendVerdict verdict(@Nullable Verdict verdict) {
        return verdict == null
                ? TrendVerdict.TREND_VERDICT_UNSPECIFIED
                : TrendVerdict.valueOf("TREND_VERDICT_" + verdict.name());
    }
}
