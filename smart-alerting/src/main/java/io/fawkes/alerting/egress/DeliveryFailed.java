package io.fawkes.alerting.egress;

import org.jspecify.annotations.Nullable;

/** An attempt surely had no effect. Its text is shown to people: it holds no address, secret or body. */
public final class DeliveryFailed extends RuntimeException {

    public DeliveryFailed(String text) {
        this(text, null);
    }

    public DeliveryFailed(String text, @Nullable Throwable cause) {
        super(text, cause);
    }
}
