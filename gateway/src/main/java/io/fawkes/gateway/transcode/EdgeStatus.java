package io.fawkes.gateway.transcode;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.Status;
import io.fawkes.type.v1.ErrorReason;
import org.jspecify.annotations.Nullable;

/** What of a service's status may leave the mesh: never the text of a defect, always exactly one reason. */
public final class EdgeStatus {
    private EdgeStatus() {}

    /**
     * Makes {@code status} fit for a caller outside.
     *
     * <p>INTERNAL, UNKNOWN and DATA_LOSS lose their text and details and carry the request's id instead. A status
     * without an {@code ErrorInfo} was made by the transport, whose words name hosts and ports: it gets a reason and a
     * text of ours.
     */
    public static Status of(Status status, String requestId) {
        return switch (codeOf(status)) {
            case INTERNAL, UNKNOWN, DATA_LOSS, UNRECOGNIZED -> defect(status, requestId);
            default -> hasReason(status) ? status : transportFailure(status);
        };
    }

    private static Status defect(Status status, String requestId) {
        return Status.newBuilder()
                .setCode(status.getCode())
                .setMessage("a defect on our side; its description is kept under the request id")
                .addDetails(Any.pack(Refusal.errorInfo(ErrorReason.DEFECT)))
                .addDetails(Any.pack(
                        RequestInfo.newBuilder().setRequestId(requestId).build()))
                .build();
    }

    private static Status transportFailure(Status status) {
        var reason = reasonOf(codeOf(status));
        return Status.newBuilder()
                .setCode(status.getCode())
                .setMessage(textOf(reason, status.getMessage()))
                .addDetails(Any.pack(Refusal.errorInfo(reason)))
                .addAllDetails(status.getDetailsList())
                .build();
    }

    private static ErrorReason reasonOf(Code code) {
        return switch (code) {
            case UNAVAILABLE -> ErrorReason.DEPENDENCY_UNAVAILABLE;
            case DEADLINE_EXCEEDED -> ErrorReason.DEADLINE_PASSED;
            case CANCELLED -> ErrorReason.CALLER_CANCELLED;
            case UNIMPLEMENTED -> ErrorReason.METHOD_UNKNOWN;
            case RESOURCE_EXHAUSTED -> ErrorReason.OVERLOADED;
            case UNAUTHENTICATED -> ErrorReason.CREDENTIAL_INVALID;
            case PERMISSION_DENIED -> ErrorReason.ROLE_MISSING;
            default -> ErrorReason.REQUEST_MALFORMED;
        };
    }

    private static String textOf(ErrorReason reason, String own) {
        return switch (reason) {
            case DEPENDENCY_UNAVAILABLE -> "the service cannot be reached now; retry later";
            case DEADLINE_PASSED -> "the time for this request ran out";
            case CALLER_CANCELLED -> "the call was cancelled";
            case METHOD_UNKNOWN -> "no such rpc";
            default -> own;
        };
    }

    private static boolean hasReason(Status status) {
        return status.getDetailsList().stream().anyMatch(detail -> detail.is(ErrorInfo.class));
    }

    private static Code codeOf(Status status) {
        @Nullable Code code = Code.forNumber(status.getCode());
        return code == null ? Code.UNKNOWN : code;
    }
}
