package io.fawkes.dataapi;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import io.fawkes.dataapi.generic.GenericBodies;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.v1.ReactorDeliveryServiceGrpc;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.testkit.PatientPeer;
import io.fawkes.runtime.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Webhooks by number, each of a deployment of its own, and what a database holds of them. */
final class NumberedPosts {

    private NumberedPosts() {}

    static Mono<?> post(Peer peer, int number) {
        String body =
                GenericBodies.deployment("succeeded", "2026-03-03T10:04:30Z").replace("till-7", "n" + number);
        return peer.one(
                ReactorDeliveryServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.receiveDelivery(ReceiveDeliveryRequest.newBuilder()
                        .setSource("generic")
                        .setBody(HttpBody.newBuilder()
                                .setData(ByteString.copyFrom(body.getBytes(StandardCharsets.UTF_8))))
                        .putHeaders("authorization", "Bearer " + Requests.SECRET)
                        .build()));
    }

    /** What a data-api needs that takes them. */
    static Map<String, String> settings(TestDatabase database) {
        return Map.of(
                "FAWKES_POSTGRES_URL",
                database.servingUrl(),
                "FAWKES_POSTGRES_MIGRATION_URL",
                database.migrationUrl(),
                "FAWKES_WEBHOOK_SECRET_GENERIC",
                Requests.SECRET);
    }

    static Peer peer(Address address) {
        return PatientPeer.at(address);
    }

    static Set<Integer> kept(TestDatabase database) throws SQLException {
        Set<Integer> kept = new HashSet<>();
        try (var connection = database.session();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select substr(source_id, length('deployments/n') + 1) from fact")) {
            while (rows.next()) {
                kept.add(Integer.valueOf(rows.getString(1)));
            }
        }
        return kept;
    }

    static String text(TestDatabase database, String question) throws SQLException {
        try (var connection = database.session();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
