package io.fawkes.alerting.domain.read;

import io.fawkes.alerting.domain.group.Notification.Reason;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that was promised.
 *
 * @param id last part of its resource name
 * @param group id of the group that it is about
 * @param receiver who is told
 * @param integration which of the receiver's integrations
 * @param reason why
 * @param key idempotency key
 * @param firing firing alerts that it names
 * @param resolved ended alerts that it names
 * @param createdAt when it was promised
 * @param progress how far it has come
 */
public record NotificationView(
        UUID id,
        UUID group,
        String receiver,
        String integration,
        Reason reason,
        String key,
        int firing,
        int resolved,
        Instant createdAt,
        Progress progress) {}
