package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Sql;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongGauge;
import io.opentelemetry.api.metrics.Meter;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** What the retention of the log tells of itself, in the replica that does it. */
final class LogRetentionGauges {

    private final LongGauge oldest;
    private final LongGauge due;
    private final LongGauge dropped;
    private final LongGauge carried;

    /**
     * How it stands.
     *
     * @param oldest first moment of the oldest month that is kept, in seconds since 1970
     * @param due months whose time is over and that are there
     * @param dropped months that went
     * @param carried states that moved on, each time that one did
     */
    record Months(long oldest, long due, long dropped, long carried) {}

    private LogRetentionGauges(Meter meter) {
        this.oldest = gauge(meter, "oldest_month", "First moment of the oldest month of the log, since 1970.", "s");
        this.due = gauge(meter, "months.due", "Months of the log whose time is over and that are there.", "{month}");
        this.dropped = gauge(meter, "months.dropped", "Months of the log that went.", "{month}");
        this.carried = gauge(meter, "states.carried", "States that moved on into the next month.", "{state}");
    }

    static LogRetentionGauges of(OpenTelemetry telemetry) {
        return new LogRetentionGauges(telemetry.getMeter("io.fawkes.data-api"));
    }

    private static LongGauge gauge(Meter meter, String name, String description, String unit) {
        return meter.gaugeBuilder("fawkes.fact_log." + name)
                .setDescription(description)
                .setUnit(unit)
                .ofLongs()
                .build();
    }

    static Mono<Months> read(Connection connection, Duration kept) {
        return Sql.row(
                connection.createStatement("""
                        select m.*, r.*
                        from (select coalesce(extract(epoch from min(month)), 0)::bigint as oldest,
                                     count(*) filter (where next <= clock_timestamp() - $1 * interval '1 millisecond') as due
                              from (select month, lead(month) over (order by month) as next
                                    from log_months() as month) months) m
                        cross join (select count(dropped_at) as dropped, coalesce(sum(carried), 0)::bigint as carried
                                    from retired_month) r
                        """).bind("$1", kept.toMillis()),
                row -> new Months(
                        Sql.column(row, "oldest", Long.class),
                        Sql.column(row, "due", Long.class),
                        Sql.column(row, "dropped", Long.class),
                        Sql.column(row, "carried", Long.class)));
    }

    void tell(Months months) {
        oldest.set(months.oldest());
        due.set(months.due());
        dropped.set(months.dropped());
        carried.set(months.carried());
    }
}
