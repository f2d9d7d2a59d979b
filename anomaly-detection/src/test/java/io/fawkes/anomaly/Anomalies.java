package io.fawkes.anomaly;

import io.fawkes.anomaly.v1.Anomaly;
import io.fawkes.anomaly.v1.AnomalyRule;
import io.fawkes.anomaly.v1.ExplainAnomalyRequest;
import io.fawkes.anomaly.v1.ExplainAnomalyResponse;
import io.fawkes.anomaly.v1.GetAnomalyRequest;
import io.fawkes.anomaly.v1.GetAnomalyRuleRequest;
import io.fawkes.anomaly.v1.ListAnomaliesRequest;
import io.fawkes.anomaly.v1.ListAnomaliesResponse;
import io.fawkes.anomaly.v1.ListAnomalyRulesRequest;
import io.fawkes.anomaly.v1.ListAnomalyRulesResponse;
import io.fawkes.anomaly.v1.ReactorAnomalyRuleServiceGrpc;
import io.fawkes.anomaly.v1.ReactorAnomalyRuleServiceGrpc.ReactorAnomalyRuleServiceStub;
import io.fawkes.anomaly.v1.ReactorAnomalyServiceGrpc;
import io.fawkes.anomaly.v1.ReactorAnomalyServiceGrpc.ReactorAnomalyServiceStub;
import io.fawkes.anomaly.v1.WatchAnomaliesRequest;
import io.fawkes.anomaly.v1.WatchAnomaliesResponse;
import io.fawkes.anomaly.v1.WatchState;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.PatientPeer;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The whole service on a database of the test, and a caller of its rpcs over real gRPC. */
final class Anomalies implements AutoCloseable {
    private final AnomalyServer server;
    private final Peer peer;
    private final ReactorAnomalyServiceStub anomalies;
    private final ReactorAnomalyRuleServiceStub rules;

    private Anomalies(AnomalyServer server) {
        this.server = server;
        this.peer = PatientPeer.at(server.address());
        this.anomalies = ReactorAnomalyServiceGrpc.newReactorStub(peer.channel());
        this.rules = ReactorAnomalyRuleServiceGrpc.newReactorStub(peer.channel());
    }

    static Anomalies start(TestDatabase database, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("FAWKES_ANOMALY_DETECTION_LISTEN", "127.0.0.1:0");
        settings.put("FAWKES_MANAGEMENT_LISTEN", "127.0.0.1:0");
        settings.put("FAWKES_POSTGRES_URL", database.servingUrl());
        settings.put("FAWKES_POSTGRES_MIGRATION_URL", database.migrationUrl());
        return new Anomalies(AnomalyServer.start(Settings.of(settings)));
    }

    AnomalyServer server() {
        return server;
    }

    List<Anomaly> list() {
        return list(0, "").getAnomaliesList();
    }

    ListAnomaliesResponse list(int size, String token) {
        var request = ListAnomaliesRequest.newBuilder().setPageSize(size).setPageToken(token);
        return Await.value(peer.one(anomalies, stub -> stub.listAnomalies(request.build())));
    }

    Mono<Anomaly> get(String name) {
        var request = GetAnomalyRequest.newBuilder().setName(name).build();
        return peer.one(anomalies, stub -> stub.getAnomaly(request));
    }

    ExplainAnomalyResponse explain(String name) {
        var request = ExplainAnomalyRequest.newBuilder().setName(name).build();
        return Await.value(peer.one(anomalies, stub -> stub.explainAnomaly(request)));
    }

    Flux<WatchAnomaliesResponse> watch(String cursor) {
        var request = WatchAnomaliesRequest.newBuilder().setCursor(cursor).build();
        return peer.many(anomalies, stub -> stub.watchAnomalies(request));
    }

    Mono<AnomalyRule> rule(String id) {
        var request =
                GetAnomalyRuleRequest.newBuilder().setName("anomalyRules/" + id).build();
        return peer.one(rules, stub -> stub.getAnomalyRule(request));
    }

    ListAnomalyRulesResponse rules(int size, String token) {
        var request = ListAnomalyRulesRequest.newBuilder().setPageSize(size).setPageToken(token);
        return Await.value(peer.one(rules, stub -> stub.listAnomalyRules(request.build())));
    }

    AnomalyRule awaitRule(String id, WatchState state) {
        return Await.until(id + " is " + state, () -> Await.value(rule(id)), rule -> rule.getState() == state);
    }

    @Override
    public void close() {
        peer.close();
        server.close();
    }
}
