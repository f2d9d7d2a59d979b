package io.fawkes.gateway.http;

import io.netty.handler.codec.http.HttpMethod;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * One request and its answer.
 *
 * @param requestId id that stands in every answer, log line and call of this request
 * @param trace the request's span
 */
record Exchange(HttpServerRequest request, HttpServerResponse response, String requestId, Context trace) {
    RequestTarget target() {
        return RequestTarget.of(request.uri());
    }

    String method() {
        return request.method().name();
    }

    /** The first value of a header; empty text if there is none. */
    String header(String name) {
        return request.requestHeaders().get(name, "");
    }

    boolean asksForOptions() {
        return HttpMethod.OPTIONS.equals(request.method());
    }

    boolean wantsHeadersOnly() {
        return HttpMethod.HEAD.equals(request.method());
    }

    /** Values by lower-case name. */
    Map<String, List<String>> headers() {
        var headers = new HashMap<String, List<String>>();
        for (var name : request.requestHeaders().names()) {
            headers.put(name.toLowerCase(Locale.ROOT), request.requestHeaders().getAll(name));
        }
        return headers;
    }
}
