package io.fawkes.runtime.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.dataapi.v1.ErrorReason;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.Authentication;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcServer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ErrorConformanceTest {

    @Test
    void aStatusWithoutAReasonIsReplacedAndRemembered() throws IOException {
        assertEquals(Status.Code.DATA_LOSS, codeOf(Status.NOT_FOUND.asRuntimeException()));
        assertEquals(1, Violations.take().size());
    }

    @Test
    void aReasonThatItsDomainDoesNotDeclareIsReplacedAndRemembered() throws IOException {
        var foreign = RpcStatus.of(Status.Code.NOT_FOUND, "insights.fawkes", ErrorReason.SIGNATURE_INVALID, "x");

        assertEquals(Status.Code.DATA_LOSS, codeOf(foreign.toException()));
        assertEquals(1, Violations.take().size());
    }

    @Test
    void aDeclaredReasonPasses() throws IOException {
        var declared = RpcStatus.of(Status.Code.NOT_FOUND, "data-api.fawkes", ErrorReason.RESOURCE_UNKNOWN, "x");

        assertEquals(Status.Code.NOT_FOUND, codeOf(declared.toException()));
        assertEquals(List.of(), Violations.take());
    }

    @Test
    void aViolationInAProcessThatATestStartedIsRememberedToo() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var child = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Child.class.getName())
                .inheritIO()
                .start();

        assertEquals(0, child.waitFor());
        assertEquals(1, Violations.take().size());
    }

    /** A process whose server sends an error without a reason. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            codeOf(Status.NOT_FOUND.asRuntimeException());
        }
    }

    private static Status.Code codeOf(StatusRuntimeException error) throws IOException {
        var catalog = new ReactorCatalogServiceGrpc.CatalogServiceImplBase() {
            @Override
            public Mono<Service> getService(GetServiceRequest request) {
                return Mono.error(error);
            }
        };
        try (RpcServer server = RpcServer.start(
                        new Address("127.0.0.1", 0),
                        CallLimits.DEFAULT,
                        Authentication.loopback(),
                        OpenTelemetry.noop(),
                        List.of(catalog));
                Peer peer = Peer.at(server.address(), Optional.empty(), OpenTelemetry.noop())) {
            var stub = ReactorCatalogServiceGrpc.newReactorStub(peer.channel());
            return assertThrows(
                            StatusRuntimeException.class,
                            () -> Await.value(
                                    peer.one(stub, s -> s.getService(GetServiceRequest.getDefaultInstance()))))
                    .getStatus()
                    .getCode();
        }
    }
}
