package io.fawkes.gateway.http;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.fawkes.dataapi.v1.Import;
import io.fawkes.dataapi.v1.ImportServiceGrpc.ImportServiceImplBase;
import io.fawkes.dataapi.v1.UploadImportRequest;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is uploaded; stops taking at {@code imports/slow} until told, refuses {@code imports/refused} at once. */
final class ImportService extends ImportServiceImplBase {
    final List<UploadImportRequest> heads = new CopyOnWriteArrayList<>();
    final AtomicLong bytes = new AtomicLong();
    final AtomicLong largest = new AtomicLong();
    final CountDownLatch go = new CountDownLatch(1);
    final CountDownLatch brokeOff = new CountDownLatch(1);

    @Override
    public StreamObserver<UploadImportRequest> uploadImport(StreamObserver<Import> answers) {
        var call = (ServerCallStreamObserver<Import>) answers;
        call.disableAutoRequest();
        call.request(1);
        return new StreamObserver<>() {
            @Override
            public void onNext(UploadImportRequest piece) {
                take(piece, call);
            }

            @Override
            public void onError(Throwable error) {
                brokeOff.countDown();
            }

            @Override
            public void onCompleted() {
                answers.onNext(Import.newBuilder().setByteOffset(bytes.get()).build());
                answers.onCompleted();
            }
        };
    }

    private void take(UploadImportRequest piece, ServerCallStreamObserver<Import> call) {
        int size = piece.getChunk().getData().size();
        bytes.addAndGet(size);
        largest.accumulateAndGet(size, Math::max);
        if (!piece.getName().isEmpty()) {
            heads.add(piece);
        }
        switch (piece.getName()) {
            case "imports/refused" -> call.onError(refusal());
            case "imports/slow" -> {
                var _ = Thread.ofVirtual().start(() -> goOn(call));
            }
            default -> call.request(1);
        }
    }

    private void goOn(ServerCallStreamObserver<Import> call) {
        try {
            go.await();
            call.request(1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException refusal() {
        var info = ErrorInfo.newBuilder().setReason("RESOURCE_UNKNOWN").setDomain("data-api.fawkes");
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(5)
                .setMessage("not known here")
                .addDetails(Any.pack(info.build()))
                .build());
    }
}
