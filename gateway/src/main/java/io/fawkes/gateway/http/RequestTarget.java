package io.fawkes.gateway.http;

/**
 * What a request line asks for, as it arrived and not decoded.
 *
 * @param path with its leading slash
 * @param query without the question mark; empty if there is none
 */
record RequestTarget(String path, String query) {
    /** Takes the target of a request line apart; of an absolute URI only path and query count. */
    static RequestTarget of(String uri) {
        var target = withoutAuthority(uri);
        int question = target.indexOf('?');
        return question < 0
                ? new RequestTarget(target, "")
                : new RequestTarget(target.substring(0, question), target.substring(question + 1));
    }

    private static String withoutAuthority(String uri) {
        int authority = uri.startsWith("/") ? -1 : uri.indexOf("://");
        if (authority < 0) {
            return uri;
        }
        int path = uri.indexOf('/', authority + 3);
        return path < 0 ? "/" : uri.substring(path);
    }
}
