package io.fawkes.gateway.transcode;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request, cut at its slashes before anything is decoded.
 *
 * @param raw segments as they arrived, without the verb
 * @param decoded the same, decoded; literals are compared with these
 * @param verb what followed the last colon of the last segment; empty when the colon is read as text
 */
record RequestPath(List<String> raw, List<String> decoded, String verb) {
    RequestPath {
        raw = List.copyOf(raw);
        decoded = List.copyOf(decoded);
    }

    /** The ways to read {@code rawPath}, the one with a verb first: a colon may also belong to an id. */
    static List<RequestPath> readings(String rawPath) {
        if (!rawPath.startsWith("/")) {
            throw Refusal.malformed("the request path does not begin with a slash");
        }
        var segments = List.of(rawPath.substring(1).split("/", -1));
        var asText = of(segments, "");
        var last = segments.getLast();
        int colon = last.lastIndexOf(':');
        if (colon < 0) {
            return List.of(asText);
        }
        var withoutVerb = new ArrayList<>(segments);
        withoutVerb.set(segments.size() - 1, last.substring(0, colon));
        return List.of(of(withoutVerb, PercentCoding.decodeSegment(last.substring(colon + 1))), asText);
    }

    private static RequestPath of(List<String> raw, String verb) {
        return new RequestPath(
                raw, raw.stream().map(PercentCoding::decodeSegment).toList(), verb);
    }
}
