package io.fawkes.gateway.http;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.fawkes.dataapi.v1.CatalogServiceGrpc.CatalogServiceImplBase;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.dataapi.v1.ListServicesResponse;
import io.fawkes.dataapi.v1.Service;
import io.grpc.Context;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A catalog whose answers tell what reached it; some names make it fail. */
final class CatalogService extends CatalogServiceImplBase {
    final CountDownLatch cancelled = new CountDownLatch(1);
    final CountDownLatch slowAsked = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public void getService(GetServiceRequest request, StreamObserver<Service> answers) {
        switch (request.getName()) {
            case "services/missing" -> answers.onError(missing());
            case "services/defect" ->
                answers.onError(io.grpc.Status.INTERNAL
                        .withDescription("password=hunter2")
                        .asRuntimeException());
            case "services/never" -> {
                ((ServerCallStreamObserver<Service>) answers).setOnCancelHandler(cancelled::countDown);
                slowAsked.countDown();
            }
            case "services/held" -> answerWhenReleased(request, answers);
            default -> answer(request, answers);
        }
    }

    @Override
    public void listServices(ListServicesRequest request, StreamObserver<ListServicesResponse> answers) {
        var page = ListServicesResponse.newBuilder();
        for (int i = 0; i < request.getPageSize(); i++) {
            page.addServices(Service.newBuilder().setName("services/" + i));
        }
        answers.onNext(page.build());
        answers.onCompleted();
    }

    private void answerWhenReleased(GetServiceRequest request, StreamObserver<Service> answers) {
        slowAsked.countDown();
        Thread.ofVirtual().start(() -> {
            try {
                if (release.await(60, TimeUnit.SECONDS)) {
                    answer(request, answers);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void answer(GetServiceRequest request, StreamObserver<Service> answers) {
        var metadata = Backend.METADATA.get();
        var deadline = Context.current().getDeadline();
        answers.onNext(Service.newBuilder()
                .setName(request.getName())
                .setDisplayName(String.valueOf(metadata))
                .setTier(deadline == null ? "" : Long.toString(deadline.timeRemaining(TimeUnit.MILLISECONDS)))
                .build());
        answers.onCompleted();
    }

    private static RuntimeException missing() {
        var info = ErrorInfo.newBuilder().setReason("RESOURCE_UNKNOWN").setDomain("data-api.fawkes");
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(5)
                .setMessage("no such service: ü 100%")
                .addDetails(Any.pack(info.build()))
                .build());
    }
}
