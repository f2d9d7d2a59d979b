package io.fawkes.dataapi.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.dataapi.domain.backfill.PeerFailure;
import io.fawkes.dataapi.json.Json;
import io.fawkes.dataapi.json.JsonBodies;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Answers as JSON. An answer that is none is as good as half of one: it may be whole when asked again. */
public final class RestPages {

    /** A run-away listing; no pull request has that many commits. */
    private static final int MOST_PAGES = 50;

    private RestPages() {}

    /**
     * One page of a list.
     *
     * @param rows its elements
     * @param next the next page's target; empty if this was the last
     */
    public record Rows(List<JsonNode> rows, Optional<String> next) {}

    /** The object at {@code target}. */
    public static Mono<JsonNode> object(RestPeer peer, String target) {
        return peer.get(target)
                .map(answer -> value(answer, target))
                .filter(JsonNode::isObject)
                .switchIfEmpty(Mono.error(() -> notJson(target)));
    }

    /** The array at {@code target}. */
    public static Mono<Rows> rows(RestPeer peer, String target) {
        return peer.get(target).map(answer -> {
            JsonNode value = value(answer, target);
            if (!value.isArray()) {
                throw notJson(target);
            }
            return new Rows(value.valueStream().toList(), answer.next());
        });
    }

    /** The arrays at {@code target} and all pages after it. */
    public static Mono<List<JsonNode>> all(RestPeer peer, String target) {
        return rows(peer, target)
                .expand(page -> Mono.justOrEmpty(page.next()).flatMap(next -> rows(peer, next)))
                .take(MOST_PAGES)
                .concatMapIterable(Rows::rows)
                .collectList();
    }

    /** {@code text} as part of a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode value(RestAnswer answer, String target) {
        try {
            return JsonBodies.value(answer.body());
        } catch (Json.Malformed e) {
            var failure = notJson(target);
            failure.initCause(e);
            throw failure;
        }
    }

    private static PeerFailure notJson(String target) {
        return new PeerFailure.Away(
                "GET " + target.replaceFirst("\\?.*", "") + ": the answer is not what it should be");
    }
}
