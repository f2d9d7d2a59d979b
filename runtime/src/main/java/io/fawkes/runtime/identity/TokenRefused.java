package io.fawkes.runtime.identity;

/** A token that is not believed; the message says why and shows nothing of it that is secret. */
public final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenRefused(String message) {
        super(message);
    }
}
