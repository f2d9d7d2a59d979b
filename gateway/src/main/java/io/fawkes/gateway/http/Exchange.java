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
    String method() {
        return request.method().name();
    }

    boolean wantsHeadersOnly() {
        return HttpMethod.HEAD.equals(request.method());
    }

    /** The path as it arrived, not decoded; an absolute URI is cut down to it. */
    String rawPath() {
        var target = target();
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The query as it arrived, without the question mark. */
    String rawQuery() {
        var target = target();
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** Values by lower-case name. */
    Map<String, List<String>> headers() {
        var headers = new HashMap<String, List<String>>();
        for (var name : request.requestHeaders().names()) {
            headers.put(name.toLowerCase(Locale.ROOT), request.requestHeaders().getAll(name));
        }
        return headers;
    }

    private String target() {
        var uri = request.uri();
        int authority = uri.startsWith("/") ? -1 : uri.indexOf("://");
        int path = authority < 0 ? 0 : uri.indexOf('/', authority + 3);
        return path < 0 ? "/" : uri.substring(path);
    }
}
