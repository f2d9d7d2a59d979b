package io.fawkes.runtime.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.v1.CatalogServiceOuterClass;
import io.fawkes.dataapi.v1.DeliveryServiceOuterClass;
import io.fawkes.runtime.testkit.Await;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final String RECEIVE = "fawkes.dataapi.v1.DeliveryService/ReceiveDelivery";
    private static final String READ = "fawkes.dataapi.v1.DeliveryService/GetDelivery";
    private static final String CREATE = "fawkes.dataapi.v1.CatalogService/CreateService";

    private final Admission admission = Admission.to(
            List.of(
                    DeliveryServiceOuterClass.getDescriptor().findServiceByName("DeliveryService"),
                    CatalogServiceOuterClass.getDescriptor().findServiceByName("CatalogService")),
            Authentication.token(sha256("open sesame")));

    @Test
    void anRpcThatJudgesCredentialsItselfTakesTheBearerOfAnUnknownOneAsAnonymous() {
        assertEquals(Principal.ANONYMOUS, admitted(RECEIVE, "Bearer a webhook's secret"));
        assertEquals(Principal.ANONYMOUS, admitted(RECEIVE, "Basic YTpi"));
        assertEquals(Principal.ANONYMOUS, admitted(RECEIVE, null));
    }

    @Test
    void itStillKnowsTheBearerOfTheMeshsToken() {
        assertTrue(admitted(RECEIVE, "Bearer open sesame").roles().contains(Role.ADMIN));
    }

    @Test
    void everyOtherRpcRefusesAnUnknownCredential() {
        for (String rpc : List.of(READ, CREATE)) {
            var refused = assertThrows(StatusRuntimeException.class, () -> admitted(rpc, "Bearer a guess"));
            assertEquals(
                    "CREDENTIAL_INVALID",
                    RpcStatus.errorInfo(refused).orElseThrow().getReason());
        }
    }

    private Principal admitted(String rpc, @Nullable String authorization) {
        return Await.value(admission.admit(rpc, authorization));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
