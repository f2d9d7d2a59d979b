package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.calendar.Holidays;
import io.fawkes.insights.domain.fact.PolicyFact;
import io.fawkes.insights.domain.fact.Ruling;
import io.fawkes.insights.domain.fact.ServiceFact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the definitions leave to choose.
 *
 * @param causalWindow longest time after a deployment in which an incident is put down to it without being told
 * @param rolloutGap longest time between two reports of one version that are still one rollout
 * @param weakest weakest evidence that counts unless the asker says otherwise
 * @param anyAuthor whether changes of programs count unless the asker says otherwise
 * @param levels id of the levels unless the asker says otherwise; empty for our own
 * @param trust sources of deployments, the most trusted first; those that are left out follow in the usual order
 * @param excludeMaintenance whether incidents of announced outages are left out
 * @param botAuthors authors that are programs though their source does not say so; {@code *} stands for any text
 * @param uninferred severities of incidents that are put down to a deployment only if something besides time says so
 * @param holidays where public holidays are looked up
 */
public record Policy(
        Duration causalWindow,
        Duration rolloutGap,
        EvidenceLevel weakest,
        boolean anyAuthor,
        String levels,
        List<String> trust,
        boolean excludeMaintenance,
        List<String> botAuthors,
        Set<String> uninferred,
        Holidays holidays) {
    /** 24 hours and 30 minutes, all evidence, people's changes, our levels, no public holidays. */
    public static final Policy USUAL = new Policy(
            Duration.ofHours(24),
            Duration.ofMinutes(30),
            EvidenceLevel.INFERRED,
            false,
            "",
            List.of(),
            false,
            List.of(),
            Set.of(),
            Holidays.NONE);

    public Policy {
        if (causalWindow.isNegative() || causalWindow.isZero()) {
            throw new IllegalArgumentException("causalWindow: " + causalWindow + " (expected: more than zero)");
        }
        if (rolloutGap.isNegative()) {
            throw new IllegalArgumentException("rolloutGap: " + rolloutGap + " (expected: zero or more)");
        }
    }

    /** The usual policy with another causal window. */
    public static Policy withCausalWindow(Duration causalWindow) {
        return USUAL.with(causalWindow, USUAL.holidays);
    }

    /** The same with public holidays. */
    public Policy keeping(Holidays known) {
        return with(causalWindow, known);
    }

    /** What holds for {@code service}: what it says itself, else what its policies say, else this. */
    Policy of(ServiceFact service, Ruling ruling) {
        return new Policy(
                Optional.ofNullable(service.governance().causalWindow())
                        .or(() -> ruling.first(PolicyFact::causalWindow))
                        .orElse(causalWindow),
                ruling.first(PolicyFact::rolloutGap).orElse(rolloutGap),
                ruling.first(PolicyFact::minConfidence)
                        .map(EvidenceLevel::valueOf)
                        .orElse(weakest),
                ruling.first(PolicyFact::bots).orElse(anyAuthor),
                ruling.first(policy -> policy.levels().isEmpty() ? null : policy.levels())
                        .orElse(levels),
                ruling.first(policy -> policy.sources().isEmpty() ? null : policy.sources())
                        .orElse(trust),
                ruling.first(PolicyFact::excludeMaintenance).orElse(excludeMaintenance),
                ruling.first(policy -> policy.botAuthors().isEmpty() ? null : policy.botAuthors())
                        .orElse(botAuthors),
                ruling.first(policy -> policy.uninferredSeverities().isEmpty() ? null : policy.uninferredSeverities())
                        .orElse(uninferred),
                holidays);
    }

    private Policy with(Duration window, Holidays known) {
        return new Policy(
                window,
                rolloutGap,
                weakest,
                anyAuthor,
                levels,
                trust,
                excludeMaintenance,
                botAuthors,
                uninferred,
                known);
    }
}
