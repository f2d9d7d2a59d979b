package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a service is delivered, by DORA's definitions.
 *
 * @param window what it is about
 * @param zone zone of its days and weeks
 * @param watermark everything committed until then is in it
 * @param weakest weakest evidence that counts as a failure
 */
public record DoraAnswer(
        ServiceId service,
        Window window,
        ZoneId zone,
        Instant watermark,
        EvidenceLevel weakest,
        Duration causalWindow,
        DeploymentFrequency deploymentFrequency,
        ChangeLeadTime changeLeadTime,
        ChangeFailRate changeFailRate,
        RecoveryTime recoveryTime,
        Coverage coverage) {
    /** Name under which the documentation describes the definitions. */
    public static final String DEFINITION_VERSION = "2026-11";

    /** Whether {@code other} tells something else, apart from what merely grows with the watermark. */
    public boolean differsFrom(DoraAnswer other) {
        return !essence().equals(other.essence());
    }

    private List<@Nullable Object> essence() {
        DeploymentFrequency frequency = deploymentFrequency;
        RecoveryTime recovery = recoveryTime;
        return Arrays.asList(
                zone,
                causalWindow,
                frequency.n(),
                frequency.medianPerWeek(),
                frequency.deploymentDays(),
                frequency.exclusions(),
                frequency.nullReason(),
                changeLeadTime,
                changeFailRate,
                recovery.time(),
                recovery.open(),
                recovery.exclusions(),
                recovery.nullReason(),
                coverage);
    }
}
