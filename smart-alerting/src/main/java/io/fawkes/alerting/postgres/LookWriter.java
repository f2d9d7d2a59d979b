package io.fawkes.alerting.postgres;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.group.Group;
import io.fawkes.alerting.domain.group.IncidentRule.IncidentStep;
import io.fawkes.alerting.domain.group.IncidentWriter;
import io.fawkes.alerting.domain.group.LookPlan;
import io.fawkes.alerting.domain.group.Notification;
import io.fawkes.alerting.domain.group.NotificationWriter;
import io.fawkes.alerting.domain.group.Told;
import io.fawkes.runtime.postgres.Outbox;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes what a look at a group leads to: the next time, the messages and who will have been told of what. */
final class LookWriter {

    private final NotificationWriter notifications;
    private final IncidentWriter incidents;

    LookWriter(NotificationWriter notifications, IncidentWriter incidents) {
        this.notifications = notifications;
        this.incidents = incidents;
    }

    Mono<Long> write(Connection transaction, Group group, LookPlan plan) {
        return next(transaction, group, plan)
                .flatMap(written -> leaving(transaction, group, plan).thenReturn(written))
                .flatMap(written -> messages(transaction, group, plan).thenReturn(written))
                .flatMap(written -> told(transaction, group, plan).thenReturn(written))
                .flatMap(written -> incident(transaction, group, plan).thenReturn(written));
    }

    private static Mono<Long> next(Connection transaction, Group group, LookPlan plan) {
        boolean tidy = !plan.leaving().isEmpty() || group.members().isEmpty();
        return Sql.updated(transaction
                .createStatement("""
                        update alert_group
                        set due_at = clock_timestamp() + $2 * interval '1 millisecond', looks = looks + 1,
                            tidy = tidy or $3, incidents = incidents + $4, muted_by = $5, suppressed = $6
                        where id = $1
                        """)
                .bind("$1", group.id())
                .bind("$2", plan.next().toMillis())
                .bind("$3", tidy)
                .bind("$4", plan.incident().filter(step -> !step.isOver()).isPresent() ? 1 : 0)
                .bind("$5", plan.mutedBy().toArray(String[]::new))
                .bind("$6", plan.suppressed()));
    }

    private static Mono<Long> leaving(Connection transaction, Group group, LookPlan plan) {
        return Sql.updated(transaction
                .createStatement("update group_member set is_leaving = true where group_id = $1 and alert_id = any($2)")
                .bind("$1", group.id())
                .bind("$2", plan.leaving().toArray(UUID[]::new)));
    }

    private Mono<Long> messages(Connection transaction, Group group, LookPlan plan) {
        return Flux.fromIterable(plan.notifications())
                .concatMap(message -> promised(transaction, group, message))
                .count();
    }

    private Mono<Boolean> promised(Connection transaction, Group group, Notification message) {
        String topic = message.integration().topic();
        return Sql.updated(transaction
                        .createStatement("""
                                insert into notification (id, group_id, receiver, integration, reason, topic, key, firing,
                                                          resolved, created_at)
                                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                                """)
                        .bind("$1", UUID.randomUUID())
                        .bind("$2", group.id())
                        .bind("$3", message.integration().receiver())
                        .bind("$4", message.integration().name())
                        .bind("$5", (short) message.reason().code())
                        .bind("$6", topic)
                        .bind("$7", message.key())
                        .bind("$8", message.firing())
                        .bind("$9", message.alerts().size() - message.firing())
                        .bind("$10", group.now().atOffset(ZoneOffset.UTC)))
                .then(Outbox.enqueue(transaction, topic, message.key(), payload(notifications.write(message))));
    }

    private static ByteString payload(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.array());
    }

    private static Mono<Long> told(Connection transaction, Group group, LookPlan plan) {
        return Flux.fromIterable(plan.told().entrySet())
                .concatMap(change -> told(transaction, group, change, plan))
                .count();
    }

    private static Mono<Long> told(Connection transaction, Group group, Map.Entry<String, Told> change, LookPlan plan) {
        var message = plan.notifications().stream()
                .filter(notification -> notification.integration().name().equals(change.getKey()))
                .findFirst();
        return Sql.updated(transaction
                .createStatement("""
                        insert into told (group_id, integration, firing, resolved, told_at, topic, key, owed)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)
                        on conflict (group_id, integration) do update set
                            firing = excluded.firing, resolved = excluded.resolved, told_at = excluded.told_at,
                            topic = excluded.topic, key = excluded.key, owed = excluded.owed
                        """)
                .bind("$1", group.id())
                .bind("$2", change.getKey())
                .bind("$3", fingerprints(change.getValue().firing()))
                .bind("$4", fingerprints(change.getValue().resolved()))
                .bind("$5", group.now().atOffset(ZoneOffset.UTC))
                .bind("$6", message.map(sent -> sent.integration().topic()).orElse(""))
                .bind("$7", message.map(Notification::key).orElse(""))
                .bind("$8", fingerprints(change.getValue().owed())));
    }

    private static Long[] fingerprints(Set<Fingerprint> fingerprints) {
        return fingerprints.stream().map(Fingerprint::value).toArray(Long[]::new);
    }

    private Mono<Boolean> incident(Connection transaction, Group group, LookPlan plan) {
        return plan.incident()
                .map(step -> IncidentRows.write(transaction, group.id(), step).then(reported(transaction, step)))
                .orElseGet(() -> Mono.just(false));
    }

    private Mono<Boolean> reported(Connection transaction, IncidentStep step) {
        return step.isNews()
                ? Outbox.enqueue(
                        transaction, PostgresStorage.INCIDENTS, step.key(), payload(incidents.write(step.incident())))
                : Mono.just(false);
    }
}
