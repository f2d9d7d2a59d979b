package io.fawkes.insights.grpc;

import static java.util.Objects.requireNonNullElse;

import io.fawkes.insights.domain.InsightsException;
import io.fawkes.insights.v1.ErrorReason;
import io.fawkes.runtime.rpc.RpcStatus;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/** How refusals of the insights domain leave this service. */
final class InsightsStatuses {
    private static final String DOMAIN = "insights.fawkes";
    private static final Duration SOON = Duration.ofSeconds(1);

    private InsightsStatuses() {}

    static Optional<RpcStatus> translate(Throwable error) {
        return error instanceof InsightsException refusal ? Optional.of(of(refusal)) : Optional.empty();
    }

    private static RpcStatus of(InsightsException refusal) {
        String text = requireNonNullElse(refusal.getMessage(), "");
        return switch (refusal) {
            case InsightsException.UnknownService unknown ->
                status(Status.Code.NOT_FOUND, ErrorReason.SERVICE_UNKNOWN, text)
                        .with("service", unknown.service().name());
            case InsightsException.UnknownDeployment unknown ->
                status(Status.Code.NOT_FOUND, ErrorReason.DEPLOYMENT_UNKNOWN, text)
                        .with("deployment", unknown.deployment());
            case InsightsException.UnknownGroup unknown ->
                status(Status.Code.NOT_FOUND, ErrorReason.GROUP_UNKNOWN, text)
                        .with("group", unknown.group().name());
            case InsightsException.WindowInvalid _ ->
                status(Status.Code.INVALID_ARGUMENT, ErrorReason.WINDOW_INVALID, text)
                        .violation("window", text);
            case InsightsException.StillReading _ ->
                status(Status.Code.UNAVAILABLE, ErrorReason.STILL_READING, text).retryAfter(SOON);
            case InsightsException.PageTokenInvalid _ ->
                status(Status.Code.INVALID_ARGUMENT, ErrorReason.PAGE_TOKEN_INVALID, text)
                        .violation("page_token", text);
            case InsightsException.AsOfOutOfRange _ ->
                status(Status.Code.OUT_OF_RANGE, ErrorReason.AS_OF_OUT_OF_RANGE, text);
            case InsightsException.HistoryAway _ -> RpcStatus.dependencyUnavailable(text, SOON);
            case InsightsException.ForeignRows _ -> RpcStatus.teamMissing(text);
            case InsightsException.FieldInvalid invalid -> RpcStatus.fieldInvalid(invalid.field(), invalid.problem());
        };
    }

    private static RpcStatus status(Status.Code code, ErrorReason reason, String text) {
        return RpcStatus.of(code, DOMAIN, reason, text);
    }
}
