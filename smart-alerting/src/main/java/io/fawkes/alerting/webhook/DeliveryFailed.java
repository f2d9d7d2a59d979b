package io.fawkes.alerting.webhook;

import org.jspecify.annotations.Nullable;

/** An attempt surely had no effect. Its text is shown to people: it holds no address, secret or body. */
final class DeliveryFailed extends RuntimeException {

    DeliveryFailed(String text) {
        this(text, null);
    }

    DeliveryFailed(String text, @Nullable Throwable cause) {
        super(text, cause);
    }
}
