package io.fawkes.dataapi.sources;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.runtime.webhook.ShownCredential;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Requests as they come through the door. */
public final class Requests {

    /** The secret that every source of the tests has. */
    public static final String SECRET = "a-secret-of-the-tests";

    private Requests() {}

    /** With headers only. */
    public static WebhookRequest with(String source, Map<String, String> headers, String body) {
        return request(source, ShownCredential.NONE, headers, body);
    }

    /** With {@code secret} as bearer. */
    public static WebhookRequest bearing(String source, String secret, Map<String, String> headers, String body) {
        return request(source, ShownCredential.of(Optional.of("Bearer " + secret), ""), headers, body);
    }

    /** With {@code secret} as last part of the path. */
    public static WebhookRequest inPath(String source, String secret, String body) {
        return request(source, ShownCredential.of(Optional.empty(), secret), Map.of(), body);
    }

    /** The same with another body. */
    public static WebhookRequest saying(WebhookRequest request, byte[] body) {
        return new WebhookRequest(
                request.source(), request.credential(), request.headers(), Bytes.of(body), body.length);
    }

    private static WebhookRequest request(
            String source, ShownCredential credential, Map<String, String> headers, String body) {
        Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
        return new WebhookRequest(source, credential, headers, bytes, bytes.size());
    }
}
