package io.fawkes.runtime.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.identity.IssuerServer;
import io.fawkes.runtime.identity.IssuersFile;
import io.fawkes.runtime.testkit.Await;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Callers that are recognised only after an issuer was asked for its keys. */
class IssuedTokensTest {

    private final IssuerServer issuer = new IssuerServer();
    private final RpcServer server = RpcServer.start(
            new Address("127.0.0.1", 0),
            CallLimits.DEFAULT,
            Authentication.loopback()
                    .believing(
                            new IssuersFile(Set.of("admin", "viewer")).read("""
                                    issuers:
                                      - issuer: %1$s
                                        keys: %1$s/keys
                                        audiences: [fawkes]
                                        roles: {watchers: [viewer]}
                                    """.formatted(issuer.id())),
                            InstantSource.system()),
            OpenTelemetry.noop(),
            List.of(new Catalog()));

    IssuedTokensTest() throws IOException {}

    @AfterEach
    void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void itsBearerIsWhoTheIssuerSaysWithTheCallersTimeAndRequest() {
        CallContext outer = new CallContext(Principal.ANONYMOUS, "req-7", Deadline.after(20, TimeUnit.SECONDS));

        Service answer = asked(token("watchers"), outer);

        assertEquals("kim of [teams/watchers] as [VIEWER] in req-7", answer.getDisplayName());
        assertTrue(Long.parseLong(answer.getTier()) > 5_000, "more than the default limit is left");
    }

    @Test
    void aBearerWithoutARoleIsToldThatOneIsMissing() {
        assertRefused(Status.Code.PERMISSION_DENIED, "ROLE_MISSING", token("strangers"));
    }

    @Test
    void aTokenThatIsNoIssuersIsRefused() {
        assertRefused(Status.Code.UNAUTHENTICATED, "CREDENTIAL_INVALID", token("watchers") + "x");
        assertRefused(Status.Code.UNAUTHENTICATED, "CREDENTIAL_INVALID", "opaque");
    }

    @Test
    void anIssuerThatIsAwayMakesTheCallUnavailableAndNotForbidden() {
        issuer.goAway();

        assertRefused(Status.Code.UNAVAILABLE, "DEPENDENCY_UNAVAILABLE", token("watchers"));
    }

    private void assertRefused(Status.Code code, String reason, String token) {
        CallContext outer = new CallContext(Principal.ANONYMOUS, "req-8", Deadline.after(60, TimeUnit.SECONDS));
        var error = assertThrows(StatusRuntimeException.class, () -> asked(token, outer));
        assertEquals(code, error.getStatus().getCode());
        assertEquals(reason, RpcStatus.errorInfo(error).orElseThrow().getReason());
    }

    private Service asked(String token, CallContext outer) {
        try (Peer peer = Peer.at(server.address(), Optional.of(token), OpenTelemetry.noop())) {
            var stub = ReactorCatalogServiceGrpc.newReactorStub(peer.channel());
            return Await.value(peer.one(stub, catalog -> catalog.getService(GetServiceRequest.getDefaultInstance()))
                    .contextWrite(context -> context.put(CallContext.class, outer)));
        }
    }

    private String token(String group) {
        Instant now = InstantSource.system().instant();
        return issuer.elliptic(
                new JWTClaimsSet.Builder()
                        .issuer(issuer.id())
                        .audience("fawkes")
                        .subject("kim")
                        .claim("groups", List.of(group))
                        .expirationTime(Date.from(now.plusSeconds(600)))
                        .build(),
                "JWT");
    }

    /** Answers with what it sees of its call. */
    private static final class Catalog extends ReactorCatalogServiceGrpc.CatalogServiceImplBase {

        private final RpcEdge edge = new RpcEdge(_ -> Optional.empty());

        @Override
        public Mono<Service> getService(GetServiceRequest request) {
            return edge.one(() -> CallContext.ofPipeline().map(Catalog::seen));
        }

        private static Service seen(CallContext call) {
            Principal principal = call.principal();
            return Service.newBuilder()
                    .setDisplayName("%s of %s as %s in %s"
                            .formatted(principal.subject(), principal.teams(), principal.roles(), call.requestId()))
                    .setTier(String.valueOf(call.deadline().timeRemaining(TimeUnit.MILLISECONDS)))
                    .build();
        }
    }
}
