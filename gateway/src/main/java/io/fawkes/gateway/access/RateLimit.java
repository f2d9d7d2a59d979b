package io.fawkes.gateway.access;

/**
 * How often one caller may call one rpc of one replica: a token bucket.
 *
 * @param perSecond calls a second in the long run; 0 means as often as they like
 * @param burst calls at once after a while without any
 */
public record RateLimit(int perSecond, int burst) {

    /** What a door grants unless told otherwise: more than a person's page or a pipeline asks. */
    public static final RateLimit DEFAULT = new RateLimit(20, 200);

    /** None at all. */
    public static final RateLimit NONE = new RateLimit(0, 1);

    boolean isNone() {
        return perSecond == 0;
    }
}
