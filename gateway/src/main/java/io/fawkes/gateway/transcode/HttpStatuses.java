package io.fawkes.gateway.transcode;

import com.google.rpc.Code;

/** HTTP statuses of the codes of {@code google.rpc.Code}, as that file's comments give them. */
final class HttpStatuses {
    static final int UNAUTHORIZED = 401;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONTENT_TOO_LARGE = Refusal.CONTENT_TOO_LARGE;
    static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private HttpStatuses() {}

    /** The HTTP status of {@code code}; 500 for a number that is no code. */
    static int of(int code) {
        var known = Code.forNumber(code);
        return switch (known == null ? Code.UNKNOWN : known) {
            case OK -> 200;
            case CANCELLED -> 499;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case UNAUTHENTICATED -> UNAUTHORIZED;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case RESOURCE_EXHAUSTED -> 429;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
            case UNKNOWN, INTERNAL, DATA_LOSS, UNRECOGNIZED -> 500;
        };
    }
}
