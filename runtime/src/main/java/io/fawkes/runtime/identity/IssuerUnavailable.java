package io.fawkes.runtime.identity;

/** The keys of an issuer cannot be had, and there are none from before: whether its token is genuine is not known. */
public final class IssuerUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IssuerUnavailable(Issuer issuer, Throwable cause) {
        super("the keys of " + issuer.id() + " cannot be had", cause);
    }
}
