package io.fawkes.runtime.postgres;

import java.util.Set;

/**
 * Which topics of a family may be delivered now, so that one receiver that is slow or away takes no worker from the
 * others. Asked by one worker at a time, told by many; implementations are quick and never fail.
 */
public interface TopicGate {

    /** Topics of which nothing may be begun now. */
    Set<String> closed();

    /** An attempt of {@code topic} begins. */
    void begun(String topic);

    /** An attempt of {@code topic} ended; whether the receiver {@code answered} as one does that works. */
    void ended(String topic, boolean answered);
}
