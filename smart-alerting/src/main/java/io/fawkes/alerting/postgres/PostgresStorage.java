package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.group.GroupClock;
import io.fawkes.alerting.domain.group.IncidentNames;
import io.fawkes.alerting.domain.group.IncidentWriter;
import io.fawkes.alerting.domain.group.Looking;
import io.fawkes.alerting.domain.group.NotificationWriter;
import io.fawkes.alerting.domain.group.Replays;
import io.fawkes.alerting.domain.group.SentMessages;
import io.fawkes.alerting.domain.intake.AlertDelivery;
import io.fawkes.alerting.domain.intake.AlertDelivery.Outcome;
import io.fawkes.alerting.domain.intake.Counts;
import io.fawkes.alerting.domain.intake.Inbox;
import io.fawkes.alerting.domain.intake.Rejection;
import io.fawkes.alerting.domain.mute.Inhibition;
import io.fawkes.alerting.domain.mute.SilenceStore;
import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.domain.read.GroupView;
import io.fawkes.alerting.domain.read.NotificationView;
import io.fawkes.alerting.domain.read.Overview;
import io.fawkes.alerting.domain.read.Progress.State;
import io.fawkes.alerting.domain.read.Reasons;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.alerting.domain.read.SilenceView;
import io.fawkes.alerting.domain.routing.MatcherSyntax;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Migrations;
import io.fawkes.runtime.postgres.Nudge;
import io.fawkes.runtime.postgres.Outbox;
import io.fawkes.runtime.postgres.OutboxMetrics;
import io.fawkes.runtime.postgres.OutboxPolicy;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.fawkes.runtime.postgres.Sql;
import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.spi.Readable;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** smart-alerting's database: the ports of its domain over one pool. Closed after everything that uses them. */
public final class PostgresStorage implements AutoCloseable {

    /** Outbox topic of incidents on their way to data-api. */
    public static final String INCIDENTS = "incident";

    private static final String SERVICE = "smart-alerting";

    private final Database database;
    private final OutboxMetrics metrics;
    private final Nudge nudge = new Nudge();
    private final String worker = SERVICE + "-" + UUID.randomUUID();

    private final SilenceRows silenceRows;
    private final PostgresMutes mutes;

    private PostgresStorage(
            PostgresConfig config, OpenTelemetry telemetry, MatcherSyntax syntax, Supplier<Inhibition> inhibition) {
        this.database = Database.open(config, telemetry);
        this.metrics = new OutboxMetrics(telemetry);
        this.silenceRows = new SilenceRows(syntax);
        this.mutes = new PostgresMutes(inhibition, silenceRows);
    }

    /**
     * Migrates or verifies the schema and opens the pool.
     *
     * @param syntax what the matchers of silences mean
     * @param inhibition the rules in use, by which alerts mute others
     */
    public static Mono<PostgresStorage> open(
            PostgresConfig config, OpenTelemetry telemetry, MatcherSyntax syntax, Supplier<Inhibition> inhibition) {
        return Migrations.of(config, SERVICE)
                .run()
                .then(Mono.fromSupplier(() -> new PostgresStorage(config, telemetry, syntax, inhibition)));
    }

    /** Completes when the rules in use mute by the alerts that are known already. */
    public Mono<Void> applyInhibition() {
        return new KnownSources(database, mutes).note();
    }

    /** The way in. */
    public Inbox inbox() {
        return new PostgresInbox(database, nudge, mutes);
    }

    /** What follows streams of alerts. */
    public StreamFollower follower() {
        return new StreamFollower(database, new Leases(database, worker), new PostgresInbox(database, nudge, mutes));
    }

    /** The groups' timers; not running until they are started. */
    public GroupTimers timers(Looking looking, NotificationWriter notifications, IncidentWriter incidents) {
        GroupClock clock = new PostgresGroupClock(database, looking, new LookWriter(notifications, incidents), mutes);
        return new GroupTimers(clock, nudge);
    }

    /** The outbox with a patience of its own. */
    public Outbox outbox(OutboxPolicy policy) {
        return new Outbox(database, worker, policy, metrics);
    }

    /** What becomes too old to be kept; not running until it is started. */
    public Retention retention(Outbox outbox) {
        return new Retention(database, outbox);
    }

    /** How receivers call what they were told. */
    public SentMessages sentMessages() {
        return new PostgresSentMessages(database);
    }

    /** Dead messages to be made ready again. */
    public Replays replays() {
        return new PostgresReplays(database);
    }

    /** Where data-api's names of incidents are noted. */
    public IncidentNames incidentNames() {
        return (id, name) -> database.read(connection -> Sql.updated(connection
                        .createStatement("update incident set name = $2 where id = $1")
                        .bind("$1", id)
                        .bind("$2", name)))
                .then();
    }

    /** Alerts to be read. */
    public Records<AlertView> alerts() {
        return new PostgresAlerts(database, mutes);
    }

    /** Why alerts are told as they are. */
    public Reasons reasons() {
        return new PostgresReasons(database, alerts(), groups());
    }

    /** Silences, to be decided over. */
    public SilenceStore silences() {
        return new PostgresSilences(database, silenceRows);
    }

    /** Silences to be read. */
    public Records<SilenceView> silenceRecords() {
        String selected = "select %s, clock_timestamp() as now from silence s".formatted(SilenceRows.COLUMNS);
        return new PostgresRecords<>(
                database, new PostgresRecords.Query(selected, selected, "s", "created_at"), silenceRows::view);
    }

    /** What holds now, to be read as a whole. */
    public Overview overview() {
        return new PostgresOverview(database, mutes, silenceRows);
    }

    /** Groups to be read. */
    public Records<GroupView> groups() {
        return new PostgresGroups(database);
    }

    /** Notifications to be read: those in {@code state}, or all. */
    public Records<NotificationView> notifications(Optional<State> state) {
        String wanted = state.map(one -> " and coalesce(o.state, 'done') = '%s'"
                        .formatted(one.name().toLowerCase(Locale.ROOT)))
                .orElse("");
        String selected = "select * from (select n.*, %s from notification n left join runtime.outbox o"
                        .formatted(ProgressRows.COLUMNS)
                + " on o.topic = n.topic and o.key = n.key where true" + wanted + ") n";
        return new PostgresRecords<>(
                database, new PostgresRecords.Query(selected, selected, "n", "created_at"), ProgressRows::notification);
    }

    /** Deliveries to be read; lists leave their bodies aside. */
    public Records<AlertDelivery> deliveries() {
        String columns = "d.id, d.source, d.received_at, d.outcome, d.reason, d.detail, d.news, d.changed, d.repeated,"
                + " d.body_sha256, d.size, ";
        return new PostgresRecords<>(
                database,
                new PostgresRecords.Query(
                        "select " + columns + "d.body from delivery d",
                        "select " + columns + "''::bytea as body from delivery d",
                        "d",
                        "received_at"),
                PostgresStorage::delivery);
    }

    private static AlertDelivery delivery(Readable row) {
        String reason = Sql.column(row, "reason", String.class);
        String detail = Sql.column(row, "detail", String.class);
        return new AlertDelivery(
                Sql.column(row, "id", UUID.class),
                Sql.column(row, "source", String.class),
                Rows.instant(row, "received_at"),
                Outcome.ofCode(Sql.column(row, "outcome", Short.class)),
                reason.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Rejection(Rejection.Reason.valueOf(reason), detail)),
                new Counts(
                        Sql.column(row, "news", Integer.class),
                        Sql.column(row, "changed", Integer.class),
                        Sql.column(row, "repeated", Integer.class)),
                Bytes.of(Sql.column(row, "body", byte[].class)),
                Bytes.of(Sql.column(row, "body_sha256", byte[].class)),
                Sql.column(row, "size", Long.class));
    }

    /** Completes when the database answers. */
    public Mono<Void> ping() {
        return database.ping();
    }

    @Override
    public void close() {
        database.close();
    }
}
