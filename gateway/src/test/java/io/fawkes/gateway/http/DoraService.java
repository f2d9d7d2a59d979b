package io.fawkes.gateway.http;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.fawkes.insights.v1.Dora;
import io.fawkes.insights.v1.DoraServiceGrpc.DoraServiceImplBase;
import io.fawkes.insights.v1.WatchDoraRequest;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A watch that behaves as the service's name says. */
final class DoraService extends DoraServiceImplBase {
    private static final String FILLER = "x".repeat(16 * 1024);

    final CountDownLatch cancelled = new CountDownLatch(1);
    final AtomicLong sent = new AtomicLong();

    @Override
    public void watchDora(WatchDoraRequest request, StreamObserver<Dora> answers) {
        var call = (ServerCallStreamObserver<Dora>) answers;
        call.setOnCancelHandler(cancelled::countDown);
        switch (request.getName()) {
            case "services/before/dora" -> answers.onError(stillReading());
            case "services/mid/dora" -> {
                answers.onNext(dora("1"));
                answers.onNext(dora("2"));
                answers.onError(stillReading());
            }
            case "services/quiet/dora" -> answers.onNext(dora("1"));
            case "services/endless/dora" -> call.setOnReadyHandler(() -> sendWhileReady(call));
            default -> {
                answers.onNext(dora("1"));
                answers.onNext(dora("2"));
                answers.onCompleted();
            }
        }
    }

    private void sendWhileReady(ServerCallStreamObserver<Dora> call) {
        while (call.isReady() && !call.isCancelled()) {
            call.onNext(dora(FILLER));
            sent.incrementAndGet();
        }
    }

    private static Dora dora(String zone) {
        return Dora.newBuilder().setTimeZone(zone).build();
    }

    private static RuntimeException stillReading() {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(14)
                .setMessage("reading")
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason("STILL_READING")
                        .setDomain("insights.fawkes")
                        .build()))
                .addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(Durations.fromSeconds(3))
                        .build()))
                .build());
    }
}
