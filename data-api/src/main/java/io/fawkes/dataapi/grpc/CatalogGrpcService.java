package io.fawkes.dataapi.grpc;

import com.google.protobuf.Message;
import io.fawkes.dataapi.domain.catalog.Catalog;
import io.fawkes.dataapi.domain.catalog.CatalogSyncs;
import io.fawkes.dataapi.domain.catalog.EditCatalog;
import io.fawkes.dataapi.domain.catalog.EntryKind;
import io.fawkes.dataapi.domain.catalog.UnmappedSource;
import io.fawkes.dataapi.v1.CalendarServiceGrpc;
import io.fawkes.dataapi.v1.CatalogServiceGrpc;
import io.fawkes.dataapi.v1.FindUnmappedSourcesResponse;
import io.fawkes.dataapi.v1.PolicyServiceGrpc;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.dataapi.v1.SurveyAnswerServiceGrpc;
import io.fawkes.runtime.rpc.RpcEdge;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The catalog as rpcs: services, calendars, policies and survey answers are alike, services can do a little more. */
public final class CatalogGrpcService implements BindableService {

    private static final int MOST_UNMAPPED = 1_000;

    private final ServiceDescriptor service;
    private final Function<String, Answering> rpcs;

    private CatalogGrpcService(ServiceDescriptor service, Function<String, Answering> rpcs) {
        this.service = service;
        this.rpcs = rpcs;
    }

    /** Services. */
    public static CatalogGrpcService services(Catalog catalog, EditCatalog edit, CatalogSyncs syncs) {
        var entries = new EntryRpcs(EntryKind.SERVICE, catalog, edit);
        var sources = new CatalogSourceRpcs(syncs);
        var edge = new RpcEdge(new DataApiStatuses());
        return new CatalogGrpcService(CatalogServiceGrpc.getServiceDescriptor(), method -> switch (method) {
            case "FindUnmappedSources" -> (_, _) -> edge.one(() -> unmapped(catalog));
            case "ListCatalogSources" -> (request, _) -> edge.one(() -> sources.listed(request));
            default -> entries.of(method);
        });
    }

    /** Calendars. */
    public static CatalogGrpcService calendars(Catalog catalog, EditCatalog edit) {
        return new CatalogGrpcService(
                CalendarServiceGrpc.getServiceDescriptor(), new EntryRpcs(EntryKind.CALENDAR, catalog, edit)::of);
    }

    /** Policies. */
    public static CatalogGrpcService policies(Catalog catalog, EditCatalog edit) {
        return new CatalogGrpcService(
                PolicyServiceGrpc.getServiceDescriptor(), new EntryRpcs(EntryKind.POLICY, catalog, edit)::of);
    }

    /** What teams answered to DORA's survey. */
    public static CatalogGrpcService surveyAnswers(Catalog catalog, EditCatalog edit) {
        return new CatalogGrpcService(
                SurveyAnswerServiceGrpc.getServiceDescriptor(),
                new EntryRpcs(EntryKind.SURVEY_ANSWER, catalog, edit)::of);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return DescribedService.bind(service, rpcs);
    }

    private static Mono<Message> unmapped(Catalog catalog) {
        return catalog.unmapped(MOST_UNMAPPED)
                .map(CatalogGrpcService::unmapped)
                .collectList()
                .map(found -> FindUnmappedSourcesResponse.newBuilder()
                        .addAllUnmappedSources(found)
                        .build());
    }

    private static io.fawkes.dataapi.v1.UnmappedSource unmapped(UnmappedSource source) {
        return io.fawkes.dataapi.v1.UnmappedSource.newBuilder()
                .setSourceKey(SourceKey.newBuilder()
                        .setKey(source.sourceKey().key())
                        .setValue(source.sourceKey().value()))
                .setFactCount(source.facts())
                .setLastSeenTime(Times.timestamp(source.lastSeen()))
                .setCatalogLine(source.catalogLine())
                .build();
    }
}
