package io.fawkes.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.v1.CatalogServiceGrpc;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DrainIT {
    private static final int CALLERS = 8;

    @Test
    void failsNoRequestOfBusyCallersWhileDraining() throws Exception {
        try (var backend = new Backend();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = new Load(backend);
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(load::rest);
                callers.execute(load::grpc);
            }
            try {
                load.awaitAnswers(200);
                backend.door.drain();
                load.awaitAnswers(load.answered.get() + 400);
            } finally {
                load.stop.set(true);
            }
            callers.shutdown();
            assertTrue(callers.awaitTermination(60, TimeUnit.SECONDS));

            assertEquals(0, load.failures.size(), load.failures::toString);
            assertTrue(load.closing.get() > 0, "no answer asked the caller to leave");
        }
    }

    @Test
    void letsTheRequestUnderWayFinishBeforeItCloses() throws Exception {
        try (var backend = new Backend();
                var client = HttpClient.newHttpClient()) {
            var answer = client.sendAsync(
                    HttpRequest.newBuilder(backend.uri("/v1/services/held"))
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    BodyHandlers.ofString());
            assertTrue(backend.catalog.slowAsked.await(30, TimeUnit.SECONDS));

            var closed = CompletableFuture.runAsync(backend.door::close);
            awaitRefusal(backend);
            backend.catalog.release.countDown();

            assertEquals(200, answer.get(30, TimeUnit.SECONDS).statusCode());
            closed.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void answersWhoCameBeforeItStoppedListeningAndSpeaksOnlyAfter() throws Exception {
        try (var backend = new Backend();
                var early = new Socket()) {
            early.connect(backend.door.address().toSocketAddress());
            var closed = CompletableFuture.runAsync(backend.door::close);
            awaitRefusal(backend);

            early.getOutputStream()
                    .write("GET /v1/services/pay HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            String answer = new String(early.getInputStream().readAllBytes(), US_ASCII);

            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertTrue(answer.toLowerCase(Locale.ROOT).contains("connection: close"), answer);
            closed.get(30, TimeUnit.SECONDS);
        }
    }

    private static void awaitRefusal(Backend backend) throws Exception {
        for (int i = 0; i < 300; i++) {
            try (var probe = new Socket()) {
                probe.connect(backend.door.address().toSocketAddress());
            } catch (ConnectException _) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the door still takes connections after 30 s");
    }

    /** Callers that ask again as soon as they are answered. */
    private static final class Load {
        final AtomicBoolean stop = new AtomicBoolean();
        final AtomicInteger answered = new AtomicInteger();
        final AtomicInteger closing = new AtomicInteger();
        final Queue<Object> failures = new ConcurrentLinkedQueue<>();
        private final Backend backend;

        Load(Backend backend) {
            this.backend = backend;
        }

        void awaitAnswers(int wanted) throws InterruptedException {
            for (int i = 0; i < 600 && answered.get() < wanted && failures.isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertTrue(answered.get() >= wanted, () -> "answered %s, failed %s".formatted(answered, failures));
        }

        void rest() {
            try (var client = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(backend.uri("/v1/services/pay"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                while (!stop.get()) {
                    var answer = client.send(request, BodyHandlers.ofString());
                    count(answer.statusCode() == 200, answer);
                    closing.addAndGet(answer.headers().firstValue("connection").isPresent() ? 1 : 0);
                }
            } catch (IOException e) {
                failures.add(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void grpc() {
            var channel = NettyChannelBuilder.forAddress(
                            "127.0.0.1", backend.door.address().port())
                    .usePlaintext()
                    .disableRetry()
                    .build();
            try {
                while (!stop.get()) {
                    ask(channel);
                }
            } finally {
                channel.shutdownNow();
            }
        }

        /** A call that never left the client, since it was asked to leave before, is no failure of the door. */
        private void ask(Channel channel) {
            var sent = new Sent();
            try {
                var service = CatalogServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(30, TimeUnit.SECONDS)
                        .withInterceptors(sent)
                        .getService(GetServiceRequest.newBuilder()
                                .setName("services/pay")
                                .build());
                count(service.getName().equals("services/pay"), service);
            } catch (RuntimeException e) {
                count(!sent.left, e);
            }
        }

        private void count(boolean good, Object answer) {
            answered.incrementAndGet();
            if (!good) {
                failures.add(answer);
            }
        }
    }

    /** Whether a call's headers were written to its connection. */
    private static final class Sent extends ClientStreamTracer implements ClientInterceptor {
        private volatile boolean left;

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return next.newCall(method, options.withStreamTracerFactory(new Factory() {
                @Override
                public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata headers) {
                    return Sent.this;
                }
            }));
        }

        @Override
        public void outboundHeaders() {
            left = true;
        }
    }
}
