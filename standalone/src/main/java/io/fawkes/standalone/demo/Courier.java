package io.fawkes.standalone.demo;

import io.fawkes.standalone.demo.history.Post;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Brings posts to the door as their tellers would: GitHub signs, Argo CD and Jenkins show a credential. */
public final class Courier {

    private static final String HMAC = "HmacSHA256";
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final DoorClient door;
    private final Map<String, String> secrets;

    /** @param secrets what each teller knows, by its name in lower case */
    public Courier(DoorClient door, Map<String, String> secrets) {
        this.door = door;
        this.secrets = Map.copyOf(secrets);
    }

    /** Tells the catalog of {@code service}. Fails with {@link DemoFailure}. */
    public Mono<Void> introduce(String service, String entry) {
        String path = "/v1/services?serviceId=" + service;
        return door.post(path, path, JSON, entry).map(Answer::demandSuccess).then();
    }

    /**
     * Brings {@code posts}, sixteen at a time; says of each when it was accepted. What the door had no time for is brought
     * again, a few times; the first that is not accepted ends it with {@link DemoFailure}.
     */
    public Flux<Post> deliver(List<Post> posts) {
        return Flux.fromIterable(posts).flatMap(post -> accepted(post).thenReturn(post), DoorClient.AT_ONCE);
    }

    private Mono<Answer> accepted(Post post) {
        return Mono.defer(() -> send(post))
                .map(Answer::demandSuccess)
                .retryWhen(Retry.backoff(TRIES, FIRST_PAUSE)
                        .filter(failure -> failure instanceof DemoFailure.Busy)
                        .onRetryExhaustedThrow((_, last) -> last.failure()));
    }

    private Mono<Answer> send(Post post) {
        String secret = secrets.getOrDefault(post.teller().name().toLowerCase(Locale.ROOT), "");
        return switch (post.teller()) {
            case GITHUB ->
                door.post("/webhooks/github", "/webhooks/github " + post.event(), signed(post, secret), post.body());
            case ARGOCD ->
                door.post(
                        "/webhooks/argocd", "/webhooks/argocd", with("authorization", "Bearer " + secret), post.body());
            case ALERTMANAGER ->
                door.post(
                        "/webhooks/alertmanager",
                        "/webhooks/alertmanager",
                        with("authorization", "Bearer " + secret),
                        post.body());
            case JENKINS -> door.post("/webhooks/jenkins/" + secret, "/webhooks/jenkins/…", JSON, post.body());
        };
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new HashMap<>(JSON);
        headers.put(name, value);
        return headers;
    }

    private static Map<String, String> signed(Post post, String secret) {
        byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = with("x-github-event", post.event());
        headers.put("x-github-delivery", UUID.nameUUIDFromBytes(body).toString());
        headers.put("x-hub-signature-256", "sha256=" + HexFormat.of().formatHex(hmac(body, secret)));
        return headers;
    }

    private static byte[] hmac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
