package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a signature is good: the sender signs {@code time + "." + body}, and its time must be close to ours.
 *
 * @param header header of the time, in lower case; whole seconds since 1970
 * @param length how far that time may be from ours, before or after
 */
public record ReplayWindow(String header, Duration length) {

    private static final int MOST_DIGITS = 12;

    /** Why {@code request} is too old, or of the future; empty if it is neither. */
    Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        return time(request)
                        .filter(time -> Duration.between(time, now).abs().compareTo(length) <= 0)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Reason.SIGNATURE_INVALID,
                        header + ": " + text(request) + " (expected: seconds since 1970, within " + length + " of "
                                + now.getEpochSecond() + ")"));
    }

    /** The bytes that the sender signed. */
    byte[] signed(WebhookRequest request) {
        var signed = new ByteArrayOutputStream();
        signed.writeBytes((text(request) + ".").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(request.body().array());
        return signed.toByteArray();
    }

    private Optional<Instant> time(WebhookRequest request) {
        String text = text(request);
        boolean isNumber = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isNumber ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text))) : Optional.empty();
    }

    private String text(WebhookRequest request) {
        return request.header(header).orElse("");
    }
}
