package io.fawkes.anomaly.grpc;

import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.watch.RuleBook.Watched;
import io.fawkes.anomaly.domain.watch.RuleState;
import io.fawkes.anomaly.v1.AnomalyRule;
import java.util.Optional;

/** Rules as the contract shows them. */
final class RuleProtos {
    private RuleProtos() {}

    static AnomalyRule rule(Watched watched) {
        Rule rule = watched.rule();
        var proto = AnomalyRule.newBuilder()
                .setName(rule.name())
                .setTitle(rule.title())
                .setPromql(rule.promql())
                .setStep(Scalars.duration(rule.step()))
                .setDirection(Enums.direction(rule.detector().direction()))
                .setMinDelta(rule.detector().minDelta())
                .setMinRelative(rule.detector().minRelative())
                .setTheta(rule.detector().theta())
                .addAllKeyLabels(rule.keyLabels())
                .setServiceLabel(rule.service().label())
                .setBackfillDuration(Scalars.duration(rule.backfill()));
        String service = rule.service().fixed();
        if (!service.isEmpty()) {
            proto.setService("services/" + service);
        }
        return state(proto, watched.state()).build();
    }

    private static AnomalyRule.Builder state(AnomalyRule.Builder proto, RuleState state) {
        Optional.ofNullable(state.pollTime()).map(Scalars::timestamp).ifPresent(proto::setPollTime);
        Optional.ofNullable(state.seenTime()).map(Scalars::timestamp).ifPresent(proto::setSeenTime);
        return proto.setState(Enums.stage(state.stage()))
                .setPollError(state.pollError())
                .setFailedPolls(state.failedPolls())
                .setSeriesCount(state.series())
                .setLearningSeriesCount(state.learning());
    }
}
