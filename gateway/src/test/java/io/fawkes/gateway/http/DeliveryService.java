package io.fawkes.gateway.http;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.fawkes.dataapi.v1.DeliveryServiceGrpc.DeliveryServiceImplBase;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.dataapi.v1.ReceiveDeliveryResponse;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicReference;

/** An inbox that keeps the last delivery and refuses those that were cut off. */
final class DeliveryService extends DeliveryServiceImplBase {
    final AtomicReference<ReceiveDeliveryRequest> last =
            new AtomicReference<>(ReceiveDeliveryRequest.getDefaultInstance());

    @Override
    public void receiveDelivery(ReceiveDeliveryRequest request, StreamObserver<ReceiveDeliveryResponse> answers) {
        last.set(request);
        if (request.getBodySize() > request.getBody().getData().size()) {
            answers.onError(tooLarge());
        } else {
            answers.onNext(ReceiveDeliveryResponse.newBuilder()
                    .setDelivery("deliveries/1")
                    .build());
            answers.onCompleted();
        }
    }

    private static RuntimeException tooLarge() {
        var info = ErrorInfo.newBuilder().setReason("BODY_TOO_LARGE").setDomain("data-api.fawkes");
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(3)
                .setMessage("kept on record")
                .addDetails(Any.pack(info.build()))
                .build());
    }
}
