package io.fawkes.alerting;

import io.fawkes.alerting.alertmanager.ApiFormat;
import io.fawkes.alerting.alertmanager.GenericFormat;
import io.fawkes.alerting.alertmanager.GrafanaFormat;
import io.fawkes.alerting.alertmanager.Matchers;
import io.fawkes.alerting.alertmanager.WebhookFormat;
import io.fawkes.alerting.apiv2.AlertmanagerApi;
import io.fawkes.alerting.apiv2.ApiStatus;
import io.fawkes.alerting.domain.intake.AlertFormat;
import io.fawkes.alerting.domain.intake.ReceiveAlerts;
import io.fawkes.alerting.domain.mute.KeepSilences;
import io.fawkes.alerting.grpc.AlertGroupGrpcService;
import io.fawkes.alerting.grpc.AlertGrpcService;
import io.fawkes.alerting.grpc.AlertIntakeGrpcService;
import io.fawkes.alerting.grpc.AlertSource;
import io.fawkes.alerting.grpc.AlertmanagerGrpcService;
import io.fawkes.alerting.grpc.NotificationGrpcService;
import io.fawkes.alerting.grpc.ReceiverGrpcService;
import io.fawkes.alerting.grpc.RoutingGrpcService;
import io.fawkes.alerting.grpc.SilenceGrpcService;
import io.fawkes.alerting.postgres.PostgresStorage;
import io.grpc.BindableService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** What smart-alerting answers: its rpcs over its storage. */
final class Rpcs {

    private Rpcs() {}

    /** All of them. */
    static List<BindableService> of(CurrentConfig current, PostgresStorage storage, InstantSource clock) {
        var silences = new KeepSilences(storage.silences(), UUID::randomUUID);
        return List.of(
                new AlertIntakeGrpcService(sources(current, storage, clock), storage.deliveries()),
                alertmanager(current, storage, silences, clock),
                new SilenceGrpcService(silences, storage.silenceRecords(), Matchers.SYNTAX),
                new AlertGrpcService(storage.alerts(), storage.reasons()),
                new AlertGroupGrpcService(storage.groups()),
                new NotificationGrpcService(storage::notifications, storage.replays()),
                new ReceiverGrpcService(current::routing),
                new RoutingGrpcService(current::routing, current, clock));
    }

    private static AlertIntakeGrpcService.Sources sources(
            CurrentConfig current, PostgresStorage storage, InstantSource clock) {
        Duration expiry = current.settings().webhookExpiry();
        BiFunction<String, AlertFormat, AlertSource> source = (name, format) -> new AlertSource(
                name,
                receiving(format, current, storage, clock),
                current.settings().webhookSecrets().getOrDefault(name, List.of()));
        return new AlertIntakeGrpcService.Sources(
                source.apply(AlertSource.ALERTMANAGER, new WebhookFormat(expiry)),
                source.apply(AlertSource.GRAFANA, new GrafanaFormat(expiry)),
                source.apply(AlertSource.GENERIC, new GenericFormat(expiry)));
    }

    private static AlertmanagerGrpcService alertmanager(
            CurrentConfig current, PostgresStorage storage, KeepSilences silences, InstantSource clock) {
        return new AlertmanagerGrpcService(
                receiving(new ApiFormat(() -> current.get().resolveTimeout()), current, storage, clock),
                new AlertmanagerApi(storage.overview(), silences, current::routing, Matchers.SYNTAX),
                new ApiStatus(() -> current.get().shown(), clock.instant()));
    }

    private static ReceiveAlerts receiving(
            AlertFormat format, CurrentConfig current, PostgresStorage storage, InstantSource clock) {
        return new ReceiveAlerts(format, current::routing, storage.inbox(), clock, UUID::randomUUID);
    }
}
