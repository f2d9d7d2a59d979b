package io.fawkes.dataapi;

import io.fawkes.dataapi.argocd.ArgoCdSource;
import io.fawkes.dataapi.domain.feed.WatchFacts;
import io.fawkes.dataapi.domain.inbox.ReceiveDelivery;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.domain.report.ReportFact;
import io.fawkes.dataapi.domain.report.ReportRule;
import io.fawkes.dataapi.github.GithubSource;
import io.fawkes.dataapi.grpc.CatalogGrpcService;
import io.fawkes.dataapi.grpc.DeliveryGrpcService;
import io.fawkes.dataapi.grpc.DeploymentGrpcService;
import io.fawkes.dataapi.grpc.FactGrpcService;
import io.fawkes.dataapi.grpc.IncidentGrpcService;
import io.fawkes.dataapi.jenkins.JenkinsSource;
import io.fawkes.dataapi.postgres.PostgresStorage;
import io.grpc.BindableService;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** What data-api answers: its rpcs over its storage. */
final class Rpcs {

    private Rpcs() {}

    /** All of them. */
    static List<BindableService> of(DataApiConfig config, PostgresStorage storage, InstantSource clock) {
        var inbox = storage.inbox();
        var deployments = storage.deployments();
        var incidents = storage.incidents();
        return List.of(
                new DeliveryGrpcService(new ReceiveDelivery(sources(config), inbox, clock, UUID::randomUUID), inbox),
                new FactGrpcService(new WatchFacts(storage.log())),
                new CatalogGrpcService(storage.catalog(), clock),
                new DeploymentGrpcService(
                        new ReportFact(ReportRule.DEPLOYMENT, deployments, clock),
                        deployments,
                        clock,
                        UUID::randomUUID),
                new IncidentGrpcService(
                        new ReportFact(ReportRule.INCIDENT, incidents, clock), incidents, UUID::randomUUID));
    }

    private static List<WebhookSource> sources(DataApiConfig config) {
        return List.of(
                new ArgoCdSource(config.argocdSecrets()),
                new GithubSource(config.githubSecrets(), config.incidentLabels()),
                new JenkinsSource(config.jenkinsSecrets(), config.jenkinsDeployJobs()));
    }
}
