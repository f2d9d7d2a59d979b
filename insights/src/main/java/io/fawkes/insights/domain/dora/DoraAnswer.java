package io.fawkes.insights.domain.dora;

import static java.util.Objects.requireNonNullElse;

import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.Policy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well services are delivered, by DORA's definitions.
 *
 * @param inquiry what it is about
 * @param zone zone of its days, weeks and months
 * @param services how many services it is about
 * @param measures of the whole window
 * @param buckets the same for its parts, oldest first; empty unless asked for
 * @param spread over the services; empty for one service
 * @param governing the policy that all its services are measured by; ours if they differ
 * @param workdays durations by worked time; null unless asked for
 * @param trends of the five metrics; empty unless asked for
 */
public record DoraAnswer(
        Inquiry inquiry,
        ZoneId zone,
        int services,
        Measures measures,
        List<BucketMeasures> buckets,
        List<Spread> spread,
        Grades grades,
        Policy governing,
        @Nullable WorkdaySeries workdays,
        List<Trend> trends) {
    /** Name under which the documentation describes the definitions. */
    public static final String DEFINITION_VERSION = "2026-11";

    /** Longest time after a deployment in which an incident is put down to it without being told. */
    public Duration causalWindow() {
        return governing.causalWindow();
    }

    /** Weakest evidence that counts. */
    public EvidenceLevel weakest() {
        return requireNonNullElse(inquiry.terms().weakest(), governing.weakest());
    }

    /** How often changes reach production. */
    public DeploymentFrequency deploymentFrequency() {
        return measures.deploymentFrequency();
    }

    /** How long a change takes from commit to production. */
    public ChangeLeadTime changeLeadTime() {
        return measures.changeLeadTime();
    }

    /** Which share of deployments failed. */
    public ChangeFailRate changeFailRate() {
        return measures.changeFailRate();
    }

    /** How long a failed deployment took to be recovered from. */
    public RecoveryTime recoveryTime() {
        return measures.recoveryTime();
    }

    /** How much of what happened it could use. */
    public Coverage coverage() {
        return measures.coverage();
    }

    /** Whether {@code other} tells something else, apart from what merely grows with the watermark. */
    public boolean differsFrom(DoraAnswer other) {
        return !essence().equals(other.essence());
    }

    private List<@Nullable Object> essence() {
        return Arrays.asList(
                zone,
                services,
                causalWindow(),
                weakest(),
                measures.essence(),
                buckets.stream().map(bucket -> bucket.measures().essence()).toList(),
                grades.metrics(),
                grades.survey(),
                workdays == null ? null : workdays.timings());
    }
}
