package io.fawkes.dataapi.domain;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import java.util.Optional;
import java.util.UUID;

/**
 * What makes a repeated request answer as the first did (AIP-155).
 *
 * @param id UUID that the caller chose
 * @param payloadHash SHA-256 of what was asked, so that an id used for something else is noticed
 */
public record RequestId(UUID id, Bytes payloadHash) {

    /** Reads {@code text}; empty text means no protection. */
    public static Optional<RequestId> of(String text, Bytes payloadHash) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RequestId(UUID.fromString(text), payloadHash));
        } catch (IllegalArgumentException e) {
            var invalid = new InvalidField("request_id", text + " (expected: a UUID)");
            invalid.initCause(e);
            throw invalid;
        }
    }
}
