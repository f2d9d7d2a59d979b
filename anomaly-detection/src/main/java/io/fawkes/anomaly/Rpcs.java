package io.fawkes.anomaly;

import io.fawkes.anomaly.domain.watch.RuleBook;
import io.fawkes.anomaly.grpc.AnomalyGrpcService;
import io.fawkes.anomaly.grpc.AnomalyRuleGrpcService;
import io.fawkes.anomaly.postgres.PostgresStorage;
import io.grpc.BindableService;
import java.util.List;

/** What anomaly-detection answers: its rpcs over its storage. */
final class Rpcs {

    private Rpcs() {}

    /** All of them. */
    static List<BindableService> of(AnomalyConfig config, PostgresStorage storage, Samples samples) {
        var rules = new RuleBook(
                config.rules(), storage.ruleStates(), samples.source().isPresent());
        return List.of(new AnomalyGrpcService(storage.anomalies()), new AnomalyRuleGrpcService(rules));
    }
}
