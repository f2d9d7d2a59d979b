package io.fawkes.anomaly.grpc;

import io.fawkes.anomaly.domain.AnomalyException;
import io.fawkes.anomaly.domain.AnomalyException.CursorExpired;
import io.fawkes.anomaly.domain.AnomalyException.UnknownAnomaly;
import io.fawkes.anomaly.domain.AnomalyException.UnknownRule;
import io.fawkes.anomaly.v1.ErrorReason;
import io.fawkes.runtime.postgres.DatabaseUnavailable;
import io.fawkes.runtime.rpc.ErrorTranslation;
import io.fawkes.runtime.rpc.RpcStatus;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Optional;

/** What anomaly-detection refuses, as statuses. No refusal is forgotten: the compiler knows them all. */
final class AnomalyStatuses implements ErrorTranslation {

    private static final String DOMAIN = "anomaly-detection.fawkes";
    private static final Duration RETRY = Duration.ofSeconds(1);

    @Override
    public Optional<RpcStatus> translate(Throwable error) {
        return switch (error) {
            case AnomalyException refusal -> Optional.of(of(refusal));
            case DatabaseUnavailable _ ->
                Optional.of(RpcStatus.dependencyUnavailable(
                        "the database of anomaly-detection cannot be reached now", RETRY));
            default -> Optional.empty();
        };
    }

    private static RpcStatus of(AnomalyException refusal) {
        String text = refusal.text();
        return switch (refusal) {
            case UnknownAnomaly unknown ->
                status(Code.NOT_FOUND, ErrorReason.ANOMALY_UNKNOWN, text).with("name", unknown.name());
            case UnknownRule unknown ->
                status(Code.NOT_FOUND, ErrorReason.ANOMALY_RULE_UNKNOWN, text).with("name", unknown.name());
            case CursorExpired _ -> status(Code.OUT_OF_RANGE, ErrorReason.CURSOR_EXPIRED, text);
        };
    }

    static RpcStatus pageTokenInvalid(String token) {
        return status(Code.INVALID_ARGUMENT, ErrorReason.PAGE_TOKEN_INVALID, "page_token: not one that was given here")
                .violation("page_token", token + " (expected: next_page_token of the page before)");
    }

    private static RpcStatus status(Code code, ErrorReason reason, String text) {
        return RpcStatus.of(code, DOMAIN, reason, text);
    }
}
