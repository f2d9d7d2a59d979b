package io.fawkes.alerting.domain.routing;

/**
 * One way in which a receiver is told.
 *
 * @param receiver name of the receiver
 * @param kind for example {@code webhook}
 * @param index its place among the receiver's of that kind, from 0
 * @param sendResolved whether ends are told
 * @param maxAlerts most alerts in one message; 0 means all
 */
public record Integration(String receiver, String kind, int index, boolean sendResolved, int maxAlerts) {

    /** Begin of the topics of every integration's messages. */
    public static final String TOPICS = "tell/";

    /** Topic of its messages: each integration is delivered to at its own pace. */
    public String topic() {
        return TOPICS + kind + "/" + index + "/" + receiver;
    }

    /** Name within the receiver, {@code webhook[0]}. */
    public String name() {
        return kind + "[" + index + "]";
    }
}
