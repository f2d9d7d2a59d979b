package io.fawkes.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.alerting.v1.AlertGroup;
import io.fawkes.alerting.v1.ReactorRoutingServiceGrpc;
import io.fawkes.alerting.v1.ReloadRoutingRequest;
import io.fawkes.alerting.v1.TestRoutingRequest;
import io.fawkes.alerting.v1.TestRoutingResponse;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that is read again moves no timer, takes alerts where they belong now, and is refused whole if it is wrong. */
@ExtendWith(PostgresExtension.class)
class ReloadIT {

    private final Instant begin = InstantSource.system().instant();
    private final FakeReceiver receiver = new FakeReceiver();
    private final Installation installation;

    ReloadIT(@Migrated("smart-alerting") TestDatabase database, @TempDir Path folder) {
        this.installation = new Installation(database, folder);
    }

    @AfterEach
    void stop() {
        installation.close();
        receiver.close();
    }

    private String config(String route) {
        return route + """
                receivers:
                - name: main
                  webhook_configs: [{url: "%s"}]
                - name: dba
                  webhook_configs: [{url: "%s"}]
                """.formatted(receiver.url("main"), receiver.url("dba"));
    }

    @Test
    void aGroupKeepsItsTimerWhenTheFileChangesAroundIt() throws IOException {
        Alerting alerting = installation.start(config("route: {receiver: main, group_wait: 1h}\n"));
        alerting.post(Alerting.webhook(Alerting.firing("A", "", begin)));
        AlertGroup before = alerting.groups().getFirst();

        installation.write(
                config("route: {receiver: main, group_wait: 1h, routes: [{matchers: [x=y], receiver: dba}]}\n"));
        reload(alerting);

        AlertGroup after = alerting.groups().getFirst();
        assertEquals(before.getName(), after.getName());
        assertEquals(before.getFlushTime(), after.getFlushTime());
        assertEquals(List.of("dba"), receivers(alerting, "x", "y"));
    }

    @Test
    void anAlertThatAnotherRouteTakesNowIsToldThere() throws IOException {
        String timers = "group_wait: 0s, group_interval: 200ms";
        Alerting alerting = installation.start(config("route: {receiver: main, %s}\n".formatted(timers)));
        alerting.post(
                Alerting.webhook(Alerting.firing("A", ",\"team\":\"db\"", begin), Alerting.firing("B", "", begin)));
        Await.until("told", () -> !receiver.confirmed("main").isEmpty());

        installation.write(config(
                "route: {receiver: main, %s, routes: [{matchers: [team=db], receiver: dba}]}\n".formatted(timers)));
        reload(alerting);

        Await.until("told there", () -> !receiver.confirmed("dba").isEmpty());
        assertEquals(List.of("A"), receiver.confirmed("dba").getFirst().names());
        alerting.post(Alerting.webhook(Alerting.firing("C", "", begin)));
        var main = Await.until(
                "news",
                () -> receiver.confirmed("main").getLast(),
                post -> post.names().contains("C"));
        assertEquals(List.of("B", "C"), main.names());
    }

    @Test
    void aChangedFileIsReadByItself() throws IOException {
        Alerting alerting = installation.start(config("route: {receiver: main}\n"));

        installation.write(config("route: {receiver: dba}\n"));

        Await.until("read", () -> receivers(alerting, "a", "b").equals(List.of("dba")));
    }

    @Test
    void aWrongFileIsRefusedWithLineAndKeyAndTheOneInUseStays() throws IOException {
        Alerting alerting = installation.start(config("route: {receiver: main}\n"));
        installation.write(config("route:\n  receiver: main\n  group_wat: 3s\n"));

        var refused = assertThrows(StatusRuntimeException.class, () -> reload(alerting));

        assertEquals(
                "CONFIGURATION_INVALID",
                RpcStatus.errorInfo(refused).orElseThrow().getReason());
        assertTrue(refused.toString().contains("line 3: route.group_wat"), refused.toString());
        assertEquals(List.of("main"), receivers(alerting, "a", "b"));
    }

    private static void reload(Alerting alerting) {
        var stub = ReactorRoutingServiceGrpc.newReactorStub(alerting.peer().channel());
        Await.completed(alerting.peer().one(stub, one -> one.reloadRouting(ReloadRoutingRequest.getDefaultInstance())));
    }

    private static List<String> receivers(Alerting alerting, String label, String value) {
        var stub = ReactorRoutingServiceGrpc.newReactorStub(alerting.peer().channel());
        var request = TestRoutingRequest.newBuilder().putLabels(label, value).build();
        TestRoutingResponse tested = Await.value(alerting.peer().one(stub, one -> one.testRouting(request)));
        return tested.getRoutesList().stream().map(route -> route.getReceiver()).toList();
    }
}
