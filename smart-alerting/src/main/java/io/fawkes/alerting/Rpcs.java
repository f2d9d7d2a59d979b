package io.fawkes.alerting;

import io.fawkes.alerting.alertmanager.ApiFormat;
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
import io.fawkes.alerting.grpc.AlertmanagerGrpcService;
import io.fawkes.alerting.grpc.NotificationGrpcService;
import io.fawkes.alerting.grpc.ReceiverGrpcService;
import io.fawkes.alerting.grpc.RoutingGrpcService;
import io.fawkes.alerting.grpc.SilenceGrpcService;
import io.fawkes.alerting.postgres.PostgresStorage;
import io.fawkes.runtime.webhook.SharedSecrets;
import io.grpc.BindableService;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** What smart-alerting answers: its rpcs over its storage. */
final class Rpcs {

    private Rpcs() {}

    /** All of them. */
    static List<BindableService> of(CurrentConfig current, PostgresStorage storage, InstantSource clock) {
        AlertingConfig config = current.settings();
        var silences = new KeepSilences(storage.silences(), UUID::randomUUID);
        return List.of(
                new AlertIntakeGrpcService(
                        receiving(new WebhookFormat(config.webhookExpiry()), current, storage, clock),
                        new SharedSecrets(AlertIntakeGrpcService.SOURCE, config.webhookSecrets()),
                        storage.deliveries()),
                alertmanager(current, storage, silences, clock),
                new SilenceGrpcService(silences, storage.silenceRecords(), Matchers.SYNTAX),
                new AlertGrpcService(storage.alerts()),
                new AlertGroupGrpcService(storage.groups()),
                new NotificationGrpcService(storage.notifications()),
                new ReceiverGrpcService(current::routing),
                new RoutingGrpcService(current::routing, current, clock));
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
