package io.fawkes.gateway.transcode;

import io.fawkes.gateway.transcode.PathTemplate.Literal;
import io.fawkes.gateway.transcode.PathTemplate.Segment;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a path that must not be recorded. Everything from it to the path's end is hidden, so that a request that
 * misses the route by a slash or by its method hides its secret as well.
 *
 * @param before the segments before it
 */
record SecretInPath(List<Segment> before) {
    private static final String HIDDEN = "REDACTED";

    SecretInPath {
        before = List.copyOf(before);
    }

    /** {@code rawPath} without the secret; the same if it has none. */
    String hiddenIn(String rawPath) {
        var segments = Arrays.asList(rawPath.split("/", -1));
        int secret = before.size() + 1; // the path begins with a slash, so the first segment is empty
        return segments.size() > secret && beginsLike(segments)
                ? String.join("/", segments.subList(0, secret)) + "/" + HIDDEN
                : rawPath;
    }

    private boolean beginsLike(List<String> segments) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) instanceof Literal(var text) && !text.equals(segments.get(i + 1))) {
                return false;
            }
        }
        return true;
    }
}
