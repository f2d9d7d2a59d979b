package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.runtime.webhook.ShownCredential;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An HTTP request as it arrived at the door.
 *
 * @param source source by its short name, as the path gave it
 * @param credential what the sender showed to be believed
 * @param headers headers that were handed on, names in lower case; {@code authorization} is left out
 * @param body the raw body, or its beginning if the door cut it off
 * @param size size in bytes of the body as it arrived
 */
public record WebhookRequest(
        String source, ShownCredential credential, Map<String, String> headers, Bytes body, long size) {

    /** Under which {@link #endpoint} is kept among the headers; no header's name begins with a colon. */
    public static final String ENDPOINT = ":endpoint";

    public WebhookRequest {
        headers = withoutCredential(headers);
    }

    private static Map<String, String> withoutCredential(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> !header.getKey().equals("authorization"))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The value of a header, by its lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The path behind the source's name, of a source that says by it what it sends; empty if nothing stood there. */
    public String endpoint() {
        return header(ENDPOINT).orElse("");
    }

    /** Whether the door cut the body off. */
    public boolean isCutOff() {
        return size > body.size();
    }
}
