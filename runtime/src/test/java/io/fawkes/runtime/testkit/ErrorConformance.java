package io.fawkes.runtime.testkit;

import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.rpc.ErrorInfo;
import io.fawkes.runtime.rpc.CallWitness;
import io.fawkes.runtime.rpc.RpcStatus;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds every error that a server sends in any test to the error model: a status that is not OK carries an
 * {@code ErrorInfo} whose reason its domain declares in the contract. A violation replaces the status, so that the test
 * which met it fails, and fails the test class even if nobody looked at the status, in whatever process it was sent.
 *
 * <p>Every server and every test class has it without asking: servers find it as a {@link CallWitness}, JUnit as an
 * extension. Domain {@code fawkes} is the contract's shared enum, {@code data-api.fawkes} that of {@code fawkes.dataapi.v1}.
 */
public final class ErrorConformance implements CallWitness, AfterAllCallback {

    private static final String ENUM = "ErrorReason";
    private static final String SHARED_PACKAGE = "fawkes.type.v1";
    private static final Map<String, Set<String>> DECLARED = declared();
    private static final Map<String, String> PACKAGES =
            Map.of("data-api", "dataapi", "anomaly-detection", "anomaly", "smart-alerting", "alerting");

    private static Map<String, Set<String>> declared() {
        Map<String, Set<String>> reasons = new HashMap<>();
        for (FileDescriptorProto file : contract().getFileList()) {
            file.getEnumTypeList().stream()
                    .filter(type -> type.getName().equals(ENUM))
                    .forEach(type -> reasons.put(file.getPackage(), names(type)));
        }
        return Map.copyOf(reasons);
    }

    private static FileDescriptorSet contract() {
        try (InputStream file = ErrorConformance.class.getResourceAsStream("/mesh.desc")) {
            return FileDescriptorSet.parseFrom(Objects.requireNonNull(file, "mesh.desc"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All but the zero value, which is never sent. */
    private static Set<String> names(EnumDescriptorProto reasons) {
        return reasons.getValueList().stream()
                .filter(value -> value.getNumber() != 0)
                .map(EnumValueDescriptorProto::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        super.close(held(status, trailers), trailers);
                    }
                },
                headers);
    }

    private static Status held(Status status, Metadata trailers) {
        if (status.isOk() || isDeclared(status, trailers)) {
            return status;
        }
        Violations.add(status.toString());
        return Status.DATA_LOSS.withDescription("error model violated by " + status);
    }

    private static boolean isDeclared(Status status, Metadata trailers) {
        return RpcStatus.errorInfo(status.asRuntimeException(trailers))
                .filter(ErrorConformance::isDeclared)
                .isPresent();
    }

    private static boolean isDeclared(ErrorInfo info) {
        return DECLARED.getOrDefault(packageOf(info.getDomain()), Set.of()).contains(info.getReason());
    }

    private static String packageOf(String domain) {
        int dot = domain.indexOf('.');
        if (dot < 0) {
            return SHARED_PACKAGE;
        }
        String service = domain.substring(0, dot);
        return "fawkes." + PACKAGES.getOrDefault(service, service) + ".v1";
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> violations = Violations.take();
        if (!violations.isEmpty()) {
            throw new AssertionError("errors without a declared reason: " + violations);
        }
    }
}
