package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.report.ReportFact;
import io.fawkes.dataapi.domain.report.ReportRule;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Facts of one kind as the contract's service for them. One class serves every kind: what differs is the contract's
 * description of the service, and the rule of its reports. Rows are shown to the team that owns them, to admins and to
 * services of the mesh.
 */
public final class ReportedFactsGrpcService implements BindableService {

    private final ServiceDescriptor service;
    private final StandardRpcs rpcs;

    /**
     * The rpcs of {@code service}, all of them standard methods over {@code facts}.
     *
     * @param service as generated, for example {@code BuildServiceGrpc.getServiceDescriptor()}
     * @param ids names for reports that bring none
     */
    public ReportedFactsGrpcService(
            ServiceDescriptor service, ReportRule rule, ReportFact report, ReportedFacts facts, Supplier<UUID> ids) {
        this.service = service;
        this.rpcs = new StandardRpcs(rule, report, facts, ids);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return DescribedService.bind(service, rpcs::of);
    }
}
