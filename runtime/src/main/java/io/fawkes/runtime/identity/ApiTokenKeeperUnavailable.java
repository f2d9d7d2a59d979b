package io.fawkes.runtime.identity;

/** Whoever keeps the API tokens cannot be asked: whether one is good is not known. */
public final class ApiTokenKeeperUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param why what the asking ended with; shown to whoever showed the token
     */
    public ApiTokenKeeperUnavailable(String why, Throwable cause) {
        super("whether the API token is good cannot be found out now: " + why, cause);
    }
}
