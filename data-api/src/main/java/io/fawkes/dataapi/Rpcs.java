package io.fawkes.dataapi;

import io.fawkes.dataapi.domain.audit.AuditLog;
import io.fawkes.dataapi.domain.catalog.EditCatalog;
import io.fawkes.dataapi.domain.feed.WatchFacts;
import io.fawkes.dataapi.domain.inbox.Inbox;
import io.fawkes.dataapi.domain.inbox.ReceiveDelivery;
import io.fawkes.dataapi.domain.inbox.ReplayDeliveries;
import io.fawkes.dataapi.domain.inbox.ReplayDelivery;
import io.fawkes.dataapi.domain.report.KeepReports;
import io.fawkes.dataapi.domain.report.ReportFact;
import io.fawkes.dataapi.domain.report.ReportRule;
import io.fawkes.dataapi.grpc.ApiTokenGrpcService;
import io.fawkes.dataapi.grpc.AuditGrpcService;
import io.fawkes.dataapi.grpc.CatalogGrpcService;
import io.fawkes.dataapi.grpc.DeliveryGrpcService;
import io.fawkes.dataapi.grpc.FactGrpcService;
import io.fawkes.dataapi.grpc.PersonGrpcService;
import io.fawkes.dataapi.grpc.ReadMasks;
import io.fawkes.dataapi.grpc.ReportedFactsGrpcService;
import io.fawkes.dataapi.postgres.PostgresStorage;
import io.fawkes.dataapi.v1.BuildServiceGrpc;
import io.fawkes.dataapi.v1.ChangeServiceGrpc;
import io.fawkes.dataapi.v1.DeploymentServiceGrpc;
import io.fawkes.dataapi.v1.IncidentServiceGrpc;
import io.fawkes.dataapi.v1.QualityGateServiceGrpc;
import io.fawkes.dataapi.v1.SloObservationServiceGrpc;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServiceDescriptor;
import io.opentelemetry.api.OpenTelemetry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** What data-api answers: its rpcs over its storage. */
final class Rpcs {

    private Rpcs() {}

    /** All of them. */
    static List<BindableService> of(
            DataApiConfig config,
            PostgresStorage storage,
            EditCatalog edit,
            OpenTelemetry telemetry,
            InstantSource clock) {
        return all(config, storage, edit, telemetry, clock).stream()
                .map(Rpcs::masked)
                .toList();
    }

    private static BindableService masked(BindableService service) {
        return () -> ServerInterceptors.intercept(service.bindService(), new ReadMasks());
    }

    private static List<BindableService> all(
            DataApiConfig config,
            PostgresStorage storage,
            EditCatalog edit,
            OpenTelemetry telemetry,
            InstantSource clock) {
        var catalogs = storage.catalogs();
        var catalog = catalogs.entries();
        return List.of(
                deliveries(config, new CountedInbox(storage.inbox(), telemetry), storage.audit(), clock),
                new PersonGrpcService(storage.erasures()),
                new AuditGrpcService(storage.audit()),
                new ApiTokenGrpcService(storage.apiTokens(), clock, new SecureRandom()),
                new FactGrpcService(
                        new WatchFacts(storage.log()), new KeepReports(storage.batches(), clock), storage.history()),
                CatalogGrpcService.services(catalog, edit, catalogs.syncs()),
                CatalogGrpcService.calendars(catalog, edit),
                CatalogGrpcService.policies(catalog, edit),
                CatalogGrpcService.surveyAnswers(catalog, edit),
                FileImports.rpcs(storage, clock),
                Backfilling.rpcs(config.peers(), storage, clock),
                reported(ChangeServiceGrpc.getServiceDescriptor(), ReportRule.CHANGE, storage, clock),
                reported(DeploymentServiceGrpc.getServiceDescriptor(), ReportRule.DEPLOYMENT, storage, clock),
                reported(IncidentServiceGrpc.getServiceDescriptor(), ReportRule.INCIDENT, storage, clock),
                reported(BuildServiceGrpc.getServiceDescriptor(), ReportRule.BUILD, storage, clock),
                reported(QualityGateServiceGrpc.getServiceDescriptor(), ReportRule.QUALITY_GATE, storage, clock),
                reported(SloObservationServiceGrpc.getServiceDescriptor(), ReportRule.SLO_OBSERVATION, storage, clock));
    }

    private static BindableService deliveries(DataApiConfig config, Inbox inbox, AuditLog audit, InstantSource clock) {
        var sources = Sources.of(config);
        var replay = new ReplayDelivery(sources, inbox, clock);
        return new DeliveryGrpcService(
                new ReceiveDelivery(sources, inbox, clock, UUID::randomUUID),
                new DeliveryGrpcService.Replays(replay, new ReplayDeliveries(replay, inbox, clock), audit),
                inbox,
                config.retention().bodies(),
                clock);
    }

    private static BindableService reported(
            ServiceDescriptor service, ReportRule rule, PostgresStorage storage, InstantSource clock) {
        var facts = storage.facts(rule.shape());
        return new ReportedFactsGrpcService(service, rule, new ReportFact(rule, facts, clock), facts, UUID::randomUUID);
    }
}
