package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.DataApiException;
import io.fawkes.dataapi.domain.DataApiException.AsOfOutOfRange;
import io.fawkes.dataapi.domain.DataApiException.BackfillEnded;
import io.fawkes.dataapi.domain.DataApiException.BackfillExists;
import io.fawkes.dataapi.domain.DataApiException.CursorExpired;
import io.fawkes.dataapi.domain.DataApiException.DeliveryRejected;
import io.fawkes.dataapi.domain.DataApiException.EtagMismatch;
import io.fawkes.dataapi.domain.DataApiException.FilterTooBroad;
import io.fawkes.dataapi.domain.DataApiException.ImplausibleTime;
import io.fawkes.dataapi.domain.DataApiException.ImportExists;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.DataApiException.KeptElsewhere;
import io.fawkes.dataapi.domain.DataApiException.NotReplayable;
import io.fawkes.dataapi.domain.DataApiException.RequestIdReused;
import io.fawkes.dataapi.domain.DataApiException.ResourceDeleted;
import io.fawkes.dataapi.domain.DataApiException.ResourceExists;
import io.fawkes.dataapi.domain.DataApiException.SourceKeyClaimed;
import io.fawkes.dataapi.domain.DataApiException.SourceNotConfigured;
import io.fawkes.dataapi.domain.DataApiException.SubjectTaken;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.DataApiException.UploadOutOfPlace;
import io.fawkes.dataapi.domain.DataApiException.UploadOvertaken;
import io.fawkes.dataapi.v1.ErrorReason;
import io.fawkes.runtime.postgres.DatabaseUnavailable;
import io.fawkes.runtime.postgres.TransactionConflict;
import io.fawkes.runtime.rpc.ErrorTranslation;
import io.fawkes.runtime.rpc.RpcStatus;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Optional;

/** What data-api refuses, as statuses. No refusal is forgotten: the compiler knows them all. */
final class DataApiStatuses implements ErrorTranslation {

    private static final String DOMAIN = "data-api.fawkes";
    private static final Duration RETRY = Duration.ofSeconds(1);

    @Override
    public Optional<RpcStatus> translate(Throwable error) {
        return switch (error) {
            case DataApiException refusal -> Optional.of(of(refusal));
            case DatabaseUnavailable _ -> Optional.of(away());
            case TransactionConflict _ -> Optional.of(away());
            default -> Optional.empty();
        };
    }

    private static RpcStatus away() {
        return RpcStatus.dependencyUnavailable("the database of data-api cannot be reached now", RETRY);
    }

    private static RpcStatus of(DataApiException refusal) {
        String message = refusal.text();
        return switch (refusal) {
            case DeliveryRejected rejected -> rejected(rejected);
            case NotReplayable not ->
                status(Code.FAILED_PRECONDITION, ErrorReason.valueOf(not.why().name()), message)
                        .with("delivery", not.delivery());
            case UnknownResource unknown ->
                status(Code.NOT_FOUND, ErrorReason.RESOURCE_UNKNOWN, message).with("name", unknown.name());
            case InvalidField invalid -> RpcStatus.fieldInvalid(invalid.field(), invalid.problem());
            case ImplausibleTime implausible ->
                status(Code.INVALID_ARGUMENT, ErrorReason.TIME_IMPLAUSIBLE, message)
                        .violation(implausible.field(), message);
            case ResourceExists exists ->
                status(Code.ALREADY_EXISTS, existing(exists.name()), message).with("name", exists.name());
            case SubjectTaken _ -> status(Code.ALREADY_EXISTS, ErrorReason.SUBJECT_TAKEN, message);
            case KeptElsewhere kept ->
                status(Code.FAILED_PRECONDITION, ErrorReason.KEPT_ELSEWHERE, message)
                        .with("catalog_source", kept.catalog())
                        .with("catalog_entity", kept.entity());
            case SourceKeyClaimed claimed ->
                status(Code.ALREADY_EXISTS, ErrorReason.SOURCE_KEY_CLAIMED, message)
                        .with("claim", claimed.claim());
            case RequestIdReused _ -> status(Code.ALREADY_EXISTS, ErrorReason.REQUEST_ID_REUSED, message);
            case EtagMismatch _ -> status(Code.ABORTED, ErrorReason.ETAG_MISMATCH, message);
            case ResourceDeleted deleted -> status(Code.FAILED_PRECONDITION, deleted(deleted.name()), message);
            case FilterTooBroad _ ->
                status(Code.INVALID_ARGUMENT, ErrorReason.FILTER_TOO_BROAD, message)
                        .violation("filter", message);
            case ImportExists exists ->
                status(Code.ALREADY_EXISTS, ErrorReason.IMPORT_EXISTS, message).with("name", exists.name());
            case UploadOutOfPlace _ -> status(Code.OUT_OF_RANGE, ErrorReason.UPLOAD_OUT_OF_PLACE, message);
            case UploadOvertaken _ -> status(Code.ABORTED, ErrorReason.UPLOAD_OVERTAKEN, message);
            case SourceNotConfigured _ -> status(Code.FAILED_PRECONDITION, ErrorReason.SOURCE_NOT_CONFIGURED, message);
            case BackfillExists _ -> status(Code.ALREADY_EXISTS, ErrorReason.BACKFILL_EXISTS, message);
            case BackfillEnded _ -> status(Code.FAILED_PRECONDITION, ErrorReason.BACKFILL_ENDED, message);
            case AsOfOutOfRange _ -> status(Code.OUT_OF_RANGE, ErrorReason.AS_OF_OUT_OF_RANGE, message);
            case CursorExpired _ -> status(Code.OUT_OF_RANGE, ErrorReason.CURSOR_EXPIRED, message);
        };
    }

    /** Services had reasons of their own before there were others. */
    private static ErrorReason existing(String name) {
        return isService(name) ? ErrorReason.SERVICE_EXISTS : ErrorReason.RESOURCE_EXISTS;
    }

    private static ErrorReason deleted(String name) {
        return isService(name) ? ErrorReason.SERVICE_DELETED : ErrorReason.RESOURCE_DELETED;
    }

    private static boolean isService(String name) {
        return name.startsWith("services/");
    }

    private static RpcStatus rejected(DeliveryRejected rejected) {
        var rejection = rejected.rejection();
        ErrorReason reason = ErrorReason.valueOf(rejection.reason().name());
        Code code = switch (rejection.reason()) {
            case SOURCE_UNKNOWN -> Code.NOT_FOUND;
            case SECRET_MISSING -> Code.FAILED_PRECONDITION;
            case SIGNATURE_INVALID, CREDENTIAL_INVALID -> Code.UNAUTHENTICATED;
            case BODY_MALFORMED, BODY_TOO_LARGE, EVENT_UNKNOWN, TIME_IMPLAUSIBLE -> Code.INVALID_ARGUMENT;
        };
        return status(code, reason, rejection.detail()).with("delivery", rejected.delivery());
    }

    static RpcStatus pageTokenInvalid(String token) {
        return status(Code.INVALID_ARGUMENT, ErrorReason.PAGE_TOKEN_INVALID, "page_token: not one that was given here")
                .violation(
                        "page_token",
                        token + " (expected: next_page_token of the page before, with the same filter and order_by)");
    }

    private static RpcStatus status(Code code, ErrorReason reason, String message) {
        return RpcStatus.of(code, DOMAIN, reason, message);
    }
}
