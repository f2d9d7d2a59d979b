package io.fawkes.anomaly.grpc;

import io.fawkes.anomaly.domain.watch.RuleBook;
import io.fawkes.anomaly.domain.watch.RuleBook.Watched;
import io.fawkes.anomaly.v1.AnomalyRule;
import io.fawkes.anomaly.v1.GetAnomalyRuleRequest;
import io.fawkes.anomaly.v1.ListAnomalyRulesRequest;
import io.fawkes.anomaly.v1.ListAnomalyRulesResponse;
import io.fawkes.anomaly.v1.ReactorAnomalyRuleServiceGrpc;
import io.fawkes.runtime.rpc.Pages;
import io.fawkes.runtime.rpc.RpcEdge;
import java.util.List;
import reactor.core.publisher.Mono;

/** Rules over gRPC. */
public final class AnomalyRuleGrpcService extends ReactorAnomalyRuleServiceGrpc.AnomalyRuleServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new AnomalyStatuses());
    private final RuleBook rules;

    public AnomalyRuleGrpcService(RuleBook rules) {
        this.rules = rules;
    }

    @Override
    public Mono<AnomalyRule> getAnomalyRule(GetAnomalyRuleRequest request) {
        return edge.one(() -> rules.find(request.getName()).map(RuleProtos::rule));
    }

    @Override
    public Mono<ListAnomalyRulesResponse> listAnomalyRules(ListAnomalyRulesRequest request) {
        return edge.one(() -> {
            int size = Pages.size(request.getPageSize());
            String after = Pages.position(request.getPageToken(), AnomalyStatuses::pageTokenInvalid, List::getFirst)
                    .orElse("");
            return rules.all().map(all -> page(all, after, size));
        });
    }

    private static ListAnomalyRulesResponse page(List<Watched> all, String after, int size) {
        List<Watched> rest = all.stream()
                .filter(watched -> watched.rule().id().compareTo(after) > 0)
                .toList();
        var response = ListAnomalyRulesResponse.newBuilder()
                .setNextPageToken(
                        Pages.next(rest, size, last -> Pages.token(last.rule().id())));
        Pages.rows(rest, size).stream().map(RuleProtos::rule).forEach(response::addAnomalyRules);
        return response.build();
    }
}
