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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ErrorConformanceTest {

    @Test
    void aStatusWithoutAReasonIsReplacedAndRemembered() throws IOException {
        assertEquals(Status.Code.DATA_LOSS, codeOf(Status.NOT_FOUND.asRuntimeException()));
        assertEquals(1, ErrorConformance.takeViolations().size());
    }

    @Test
    void aReasonThatItsDomainDoesNotDeclareIsReplacedAndRemembered() throws IOException {
        var foreign = RpcStatus.of(Status.Code.NOT_FOUND, "insights.fawkes", ErrorReason.SIGNATURE_INVALID, "x");

        assertEquals(Status.Code.DATA_LOSS, codeOf(foreign.toException()));
        assertEquals(1, ErrorConformance.takeViolations().size());
    }

    @Test
    void aDeclaredReasonPasses() throws IOException {
        var declared = RpcStatus.of(Status.Code.NOT_FOUND, "data-api.fawkes", ErrorReason.RESOURCE_UNKNOWN, "x");

        assertEquals(Status.Code.NOT_FOUND, codeOf(declared.toException()));
        assertEquals(List.of(), ErrorConformance.takeViolations());
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
