package io.fawkes.gateway.backend;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.fawkes.gateway.transcode.EdgeStatus;
import io.fawkes.gateway.transcode.Refusal;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a call failed, fit for a caller outside. What is kept from the caller is in the log, under the request's id. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** The status to answer when {@code error} ended the request. */
    public static Status statusOf(Throwable error, String requestId) {
        return switch (error) {
            case Refusal refusal -> refusal.status();
            case StatusRuntimeException failure -> outside(failure, requestId);
            default -> defect(error, requestId);
        };
    }

    private static Status outside(StatusRuntimeException failure, String requestId) {
        var status = StatusProto.fromThrowable(failure);
        if (status == null) {
            return defect(failure, requestId);
        }
        if (status.getCode() == Code.INTERNAL_VALUE || status.getCode() == Code.UNKNOWN_VALUE) {
            LOG.atWarn().addKeyValue("requestId", requestId).setCause(failure).log("a service failed");
        }
        return EdgeStatus.of(status, requestId);
    }

    private static Status defect(Throwable error, String requestId) {
        LOG.atError().addKeyValue("requestId", requestId).setCause(error).log("the door failed");
        return EdgeStatus.of(Status.newBuilder().setCode(Code.INTERNAL_VALUE).build(), requestId);
    }
}
