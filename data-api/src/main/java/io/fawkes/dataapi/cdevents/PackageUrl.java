package io.fawkes.dataapi.cdevents;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The artifact of an event, {@code pkg:oci/shop@sha256%3A0b31…?tag=1.4}. */
final class PackageUrl {

    private PackageUrl() {}

    /** What stands behind its last {@code @}, decoded: a digest, a commit, a release; without one the whole. */
    static String version(String artifactId) {
        String withoutRest = until(until(artifactId, '#'), '?');
        int at = withoutRest.lastIndexOf('@');
        String version = withoutRest.substring(at + 1);
        return at < 0 || version.isEmpty() ? artifactId : decoded(version);
    }

    private static String until(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text; // not percent-encoded after all
        }
    }
}
