package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.AlertingException;
import io.fawkes.alerting.domain.AlertingException.BodyRefused;
import io.fawkes.alerting.domain.AlertingException.ConfigurationRefused;
import io.fawkes.alerting.domain.AlertingException.DeliveryRejected;
import io.fawkes.alerting.domain.AlertingException.FieldRefused;
import io.fawkes.alerting.domain.AlertingException.SilenceOver;
import io.fawkes.alerting.domain.AlertingException.UnknownResource;
import io.fawkes.alerting.v1.ErrorReason;
import io.fawkes.runtime.postgres.DatabaseUnavailable;
import io.fawkes.runtime.postgres.TransactionConflict;
import io.fawkes.runtime.rpc.ErrorTranslation;
import io.fawkes.runtime.rpc.RpcStatus;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Optional;

/** What smart-alerting refuses, as statuses. No refusal is forgotten: the compiler knows them all. */
final class AlertingStatuses implements ErrorTranslation {

    private static final String DOMAIN = "smart-alerting.fawkes";
    private static final Duration RETRY = Duration.ofSeconds(1);

    @Override
    public Optional<RpcStatus> translate(Throwable error) {
        return switch (error) {
            case AlertingException refusal -> Optional.of(of(refusal));
            case DatabaseUnavailable _ -> Optional.of(away());
            case TransactionConflict _ -> Optional.of(away());
            default -> Optional.empty();
        };
    }

    private static RpcStatus away() {
        return RpcStatus.dependencyUnavailable("the database of smart-alerting cannot be reached now", RETRY);
    }

    private static RpcStatus of(AlertingException refusal) {
        return switch (refusal) {
            case DeliveryRejected rejected -> rejected(rejected);
            case FieldRefused refused -> RpcStatus.fieldInvalid(refused.field(), refused.problem());
            case BodyRefused refused -> status(Code.INVALID_ARGUMENT, ErrorReason.BODY_MALFORMED, refused.text());
            case ConfigurationRefused refused ->
                status(Code.FAILED_PRECONDITION, ErrorReason.CONFIGURATION_INVALID, refused.text());
            case SilenceOver over -> status(Code.FAILED_PRECONDITION, ErrorReason.SILENCE_EXPIRED, over.text());
            case UnknownResource unknown ->
                status(Code.NOT_FOUND, ErrorReason.RESOURCE_UNKNOWN, unknown.text())
                        .with("name", unknown.name());
        };
    }

    private static RpcStatus rejected(DeliveryRejected rejected) {
        var rejection = rejected.rejection();
        Code code = switch (rejection.reason()) {
            case SECRET_MISSING -> Code.FAILED_PRECONDITION;
            case CREDENTIAL_INVALID -> Code.UNAUTHENTICATED;
            case BODY_MALFORMED, BODY_TOO_LARGE, ALERT_INVALID -> Code.INVALID_ARGUMENT;
        };
        return status(code, ErrorReason.valueOf(rejection.reason().name()), rejection.detail())
                .with("delivery", rejected.delivery());
    }

    static RpcStatus pageTokenInvalid(String token) {
        return status(Code.INVALID_ARGUMENT, ErrorReason.PAGE_TOKEN_INVALID, "page_token: not one that was given here")
                .violation("page_token", token + " (expected: next_page_token of the page before)");
    }

    private static RpcStatus status(Code code, ErrorReason reason, String message) {
        return RpcStatus.of(code, DOMAIN, reason, message);
    }
}
