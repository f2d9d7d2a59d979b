package io.fawkes.alerting.domain.intake;

import io.fawkes.alerting.domain.Bytes;
import java.util.Optional;

/**
 * A post of alerts as it arrived.
 *
 * @param source the door it came through, a short name
 * @param body the raw body, or its beginning if it was cut off on the way
 * @param size size in bytes of the body as it arrived
 * @param refusal why its sender is not believed; empty if it is
 */
public record AlertPost(String source, Bytes body, long size, Optional<Rejection> refusal) {

    /** Whether the body was cut off. */
    boolean isCutOff() {
        return size > body.size();
    }
}
