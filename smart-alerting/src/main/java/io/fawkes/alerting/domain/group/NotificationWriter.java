package io.fawkes.alerting.domain.group;

import io.fawkes.alerting.domain.Bytes;

/** Writes a message as it is kept until it is sent: what was true when it was promised is what is told. */
@FunctionalInterface
public interface NotificationWriter {

    /** What the sender of the integration's kind will read. */
    Bytes write(Notification notification);
}
