package io.fawkes.insights.gauges;

import io.fawkes.insights.domain.DoraAnswers;
import io.fawkes.insights.domain.Headlines;
import io.fawkes.insights.domain.dora.Headline;
import io.fawkes.insights.domain.dora.Measures;
import io.fawkes.insights.domain.statistics.Proportion;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * The headline numbers of every service as {@code fawkes_dora_*} gauges over the usual window of 30 days: what GetDora answers
 * without further words.
 *
 * <p>A scrape reads the last answers, which are made anew after news, at most every 15 s; an unknown number has no sample. Only
 * the first services by name are told, as many as a bound on their environments leaves room for, so that a large catalog cannot
 * flood a Prometheus; {@code fawkes_dora_services_left_out} counts the others. Close once.
 */
public final class DoraGauges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DoraGauges.class);
    private static final Duration CALM = Duration.ofSeconds(15);
    private static final double NANOS = 1e9;
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service");
    private static final AttributeKey<String> TEAM = AttributeKey.stringKey("team");
    private static final AttributeKey<String> ENVIRONMENT = AttributeKey.stringKey("environment");

    private final Disposable following;
    private volatile List<Sample> samples = List.of();
    private volatile int leftOut;

    private DoraGauges(DoraAnswers answers, int most, Meter meter) {
        gauge(
                meter,
                "fawkes.dora.deployments.per_day",
                "",
                measures -> measures.deploymentFrequency().perDay());
        gauge(
                meter,
                "fawkes.dora.change.lead_time",
                "s",
                measures -> seconds(measures.changeLeadTime().time().p50()));
        gauge(
                meter,
                "fawkes.dora.change.fail_rate",
                "1",
                measures -> rate(measures.changeFailRate().rate()));
        gauge(
                meter,
                "fawkes.dora.recovery_time",
                "s",
                measures -> seconds(measures.recoveryTime().time().p50()));
        gauge(
                meter,
                "fawkes.dora.rework_rate",
                "1",
                measures -> rate(measures.reworkRate().rate()));
        meter.gaugeBuilder("fawkes.dora.services.left_out").ofLongs().buildWithCallback(out -> out.record(leftOut));
        following = answers.headlines(most, CALM).subscribe(this::keep, DoraGauges::reportDefect);
    }

    /** Starts to follow {@code answers}; at most {@code most} pairs of service and environment are told. */
    public static DoraGauges start(DoraAnswers answers, int most, OpenTelemetry telemetry) {
        return new DoraGauges(answers, most, telemetry.getMeter("io.fawkes.insights"));
    }

    @Override
    public void close() {
        following.dispose();
    }

    private void keep(Headlines headlines) {
        samples = headlines.told().stream().map(Sample::of).toList();
        if (headlines.leftOut() > 0 && leftOut == 0) {
            LOG.atWarn()
                    .addKeyValue("services", headlines.leftOut())
                    .log("more services than the gauges may tell of; raise FAWKES_DORA_GAUGES");
        }
        leftOut = headlines.leftOut();
    }

    private void gauge(Meter meter, String name, String unit, Function<Measures, @Nullable Double> value) {
        meter.gaugeBuilder(name)
                .setUnit(unit)
                .buildWithCallback(
                        out -> samples.forEach(sample -> record(out, value.apply(sample.measures()), sample.labels())));
    }

    private static void record(ObservableDoubleMeasurement out, @Nullable Double value, Attributes labels) {
        if (value != null) {
            out.record(value, labels);
        }
    }

    private static @Nullable Double seconds(@Nullable Duration time) {
        return time == null ? null : time.getSeconds() + time.getNano() / NANOS;
    }

    private static @Nullable Double rate(@Nullable Proportion rate) {
        return rate == null ? null : rate.rate();
    }

    private static void reportDefect(Throwable defect) {
        LOG.atError().setCause(defect).log("the gauges stand still because of a defect");
    }

    /** What one service is scraped as, without its rows. */
    private record Sample(Measures measures, Attributes labels) {
        static Sample of(Headline headline) {
            return new Sample(
                    headline.measures(),
                    Attributes.of(
                            SERVICE, headline.service(), TEAM, headline.team(), ENVIRONMENT, headline.environment()));
        }
    }
}
