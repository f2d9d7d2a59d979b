package io.fawkes.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.fawkes.alerting.v1.AlertState;
import io.fawkes.alerting.v1.CreateSilenceRequest;
import io.fawkes.alerting.v1.ExpireSilenceRequest;
import io.fawkes.alerting.v1.GetSilenceRequest;
import io.fawkes.alerting.v1.LabelMatcher;
import io.fawkes.alerting.v1.ListSilencesRequest;
import io.fawkes.alerting.v1.MatchOperator;
import io.fawkes.alerting.v1.ReactorSilenceServiceGrpc;
import io.fawkes.alerting.v1.ReactorSilenceServiceGrpc.ReactorSilenceServiceStub;
import io.fawkes.alerting.v1.Silence;
import io.fawkes.alerting.v1.SilenceState;
import io.fawkes.alerting.v1.SuppressionReason;
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
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Silences by rpc: what they cover is not told while they hold, and told when they end. */
@ExtendWith(PostgresExtension.class)
class SilencesIT {

    private final Instant now = InstantSource.system().instant();
    private final FakeReceiver receiver = new FakeReceiver();
    private final Installation installation;
    private final Alerting alerting;

    SilencesIT(@Migrated("smart-alerting") TestDatabase database, @TempDir Path folder) throws IOException {
        this.installation = new Installation(database, folder);
        this.alerting = installation.start("""
                route: {receiver: main, group_by: [alertname], group_wait: 0s, group_interval: 200ms}
                receivers: [{name: main, webhook_configs: [{url: "%s"}]}]
                """.formatted(receiver.url("main")));
    }

    @AfterEach
    void stop() {
        installation.close();
        receiver.close();
    }

    @Test
    void aSilencedAlertShowsItsSilenceAndIsToldOnceItIsExpired() {
        Silence silence = create(asked(matcher("alertname", MatchOperator.MATCH_OPERATOR_REGEX, "Dis.")));
        alerting.post(Alerting.webhook(Alerting.firing("Disk", "", now), Alerting.firing("Other", "", now)));
        Await.until("the other told", () -> told().equals(List.of("Other")));
        var disk = alerting.alerts().stream()
                .filter(alert -> alert.getLabelsOrThrow("alertname").equals("Disk"))
                .findFirst()
                .orElseThrow();

        assertEquals(AlertState.ALERT_STATE_SUPPRESSED, disk.getState());
        assertEquals(
                SuppressionReason.SUPPRESSION_REASON_SILENCED,
                disk.getSuppressions(0).getReason());
        assertEquals(silence.getName(), disk.getSuppressions(0).getSilence());
        assertEquals("local-admin", silence.getCreator());

        assertEquals(
                SilenceState.SILENCE_STATE_EXPIRED, expire(silence.getName()).getState());
        Await.until("told", () -> told().contains("Disk"));
        assertEquals("SILENCE_EXPIRED", reason(() -> expire(silence.getName())));
    }

    @Test
    void labelsOfAnyNameCanBeSilencedAndASilenceThatHasNotBegunHidesNothing() {
        var later = asked(matcher("größe µ", MatchOperator.MATCH_OPERATOR_NOT_EQUAL, "x")).toBuilder()
                .setStartTime(timestamp(now.plusSeconds(3600)))
                .build();

        Silence silence = create(later);
        alerting.post(Alerting.webhook(Alerting.firing("A", "", now)));

        assertEquals(SilenceState.SILENCE_STATE_PENDING, silence.getState());
        Await.until("told", () -> told().contains("A"));
        assertEquals(
                SilenceState.SILENCE_STATE_EXPIRED, expire(silence.getName()).getState());
    }

    @Test
    void theSameRequestAgainAnswersTheSameSilence() {
        var request = CreateSilenceRequest.newBuilder()
                .setSilence(asked(matcher("a", MatchOperator.MATCH_OPERATOR_EQUAL, "b")))
                .setRequestId("5d1b1f8e-6d3f-4a68-9c2f-9d2f5f8e7a10")
                .build();

        Silence first = call(ReactorSilenceServiceStub::createSilence, request);
        Silence second = call(ReactorSilenceServiceStub::createSilence, request);

        assertEquals(first, second);
        assertEquals(first, call(ReactorSilenceServiceStub::getSilence, named(first.getName())));
        assertEquals(
                List.of(first),
                call(ReactorSilenceServiceStub::listSilences, ListSilencesRequest.getDefaultInstance())
                        .getSilencesList());
    }

    @Test
    void whatCanBeNoSilenceIsRefused() {
        var equal = MatchOperator.MATCH_OPERATOR_EQUAL;
        for (Silence wrong : List.of(
                asked(),
                asked(matcher("a", equal, "")),
                asked(matcher("", equal, "x")),
                asked(matcher("a", MatchOperator.MATCH_OPERATOR_REGEX, "(")),
                asked(matcher("a", MatchOperator.MATCH_OPERATOR_UNSPECIFIED, "x")),
                asked(matcher("a", equal, "x")).toBuilder().clearEndTime().build(),
                asked(matcher("a", equal, "x")).toBuilder()
                        .setEndTime(timestamp(now.minusSeconds(60)))
                        .build())) {
            assertEquals("FIELD_INVALID", reason(() -> create(wrong)));
        }
        assertEquals("RESOURCE_UNKNOWN", reason(() -> expire("silences/5d1b1f8e-6d3f-4a68-9c2f-9d2f5f8e7a10")));
        assertTrue(told().isEmpty());
    }

    private Silence asked(LabelMatcher... matchers) {
        return Silence.newBuilder()
                .addAllMatchers(List.of(matchers))
                .setEndTime(timestamp(now.plusSeconds(7200)))
                .setComment("works")
                .build();
    }

    private static LabelMatcher matcher(String label, MatchOperator operator, String value) {
        return LabelMatcher.newBuilder()
                .setLabel(label)
                .setOperator(operator)
                .setValue(value)
                .build();
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).build();
    }

    private Silence create(Silence silence) {
        return call(
                ReactorSilenceServiceStub::createSilence,
                CreateSilenceRequest.newBuilder().setSilence(silence).build());
    }

    private Silence expire(String name) {
        return call(
                ReactorSilenceServiceStub::expireSilence,
                ExpireSilenceRequest.newBuilder().setName(name).build());
    }

    private static GetSilenceRequest named(String name) {
        return GetSilenceRequest.newBuilder().setName(name).build();
    }

    private <Q, A> A call(BiFunction<ReactorSilenceServiceStub, Q, Mono<A>> rpc, Q request) {
        var stub = ReactorSilenceServiceGrpc.newReactorStub(alerting.peer().channel());
        return Await.value(alerting.peer().one(stub, one -> rpc.apply(one, request)));
    }

    private static String reason(org.junit.jupiter.api.function.Executable refused) {
        var status = assertThrows(StatusRuntimeException.class, refused);
        return RpcStatus.errorInfo(status).orElseThrow().getReason();
    }

    private List<String> told() {
        return receiver.confirmed("main").stream()
                .flatMap(post -> post.names().stream())
                .distinct()
                .toList();
    }
}
