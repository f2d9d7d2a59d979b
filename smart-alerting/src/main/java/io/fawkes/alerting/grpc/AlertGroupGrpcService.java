package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.read.GroupView;
import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.alerting.v1.AlertGroup;
import io.fawkes.alerting.v1.GetAlertGroupRequest;
import io.fawkes.alerting.v1.ListAlertGroupsRequest;
import io.fawkes.alerting.v1.ListAlertGroupsResponse;
import io.fawkes.alerting.v1.ReactorAlertGroupServiceGrpc;
import io.fawkes.runtime.rpc.RpcEdge;
import reactor.core.publisher.Mono;

/** Groups as rpcs. */
public final class AlertGroupGrpcService extends ReactorAlertGroupServiceGrpc.AlertGroupServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final Listing<GroupView> listing;

    public AlertGroupGrpcService(Records<GroupView> groups) {
        this.listing = new Listing<>("alertGroups/", groups, view -> new Position(view.createdAt(), view.id()));
    }

    @Override
    public Mono<AlertGroup> getAlertGroup(GetAlertGroupRequest request) {
        return edge.one(() -> listing.get(request.getName()).map(GroupProtos::group));
    }

    @Override
    public Mono<ListAlertGroupsResponse> listAlertGroups(ListAlertGroupsRequest request) {
        return edge.one(() -> listing.list(request.getPageSize(), request.getPageToken())
                .map(page -> ListAlertGroupsResponse.newBuilder()
                        .addAllAlertGroups(
                                page.rows().stream().map(GroupProtos::group).toList())
                        .setNextPageToken(page.nextToken())
                        .build()));
    }
}
