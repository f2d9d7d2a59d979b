package io.fawkes.runtime.identity;

/** A file of issuers that cannot be read; the message is one line that names the place and what is expected there. */
public final class InvalidIssuers extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidIssuers(String message) {
        super(message);
    }
}
