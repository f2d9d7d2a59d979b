package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.PolicyFields;
import java.util.regex.Pattern;

/** What must hold for a policy. Which levels there are is for insights to know. */
final class PolicyRule {

    /** Subject of the policy for everybody. */
    private static final String ORGANIZATION = "organization";

    private static final Pattern WORD = Pattern.compile("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?");

    private PolicyRule() {}

    static Entry demanded(Entry policy, Demand demand) {
        String subject = policy.text(PolicyFields.SUBJECT);
        demand.that(
                subject.isEmpty()
                        || subject.equals(ORGANIZATION)
                        || Demand.isTeam(subject)
                        || Demand.isName(EntryKind.SERVICE, subject),
                PolicyFields.SUBJECT,
                subject,
                "organization, teams/{team} or services/{service}");
        demand.zone(policy, PolicyFields.TIME_ZONE);
        demand.reference(policy, PolicyFields.CALENDAR, EntryKind.CALENDAR);
        spans(policy, demand);
        demand.texts(policy, PolicyFields.PRODUCTION_ENVIRONMENTS);
        demand.texts(policy, PolicyFields.BOT_AUTHORS);
        demand.texts(policy, PolicyFields.UNINFERRED_SEVERITIES);
        demand.texts(policy, PolicyFields.TRUSTED_SOURCES);
        policy.list(PolicyFields.TRUSTED_SOURCES, String.class)
                .forEach(source -> word(source, PolicyFields.TRUSTED_SOURCES, "argocd", demand));
        policy.get(PolicyFields.LEVEL_POLICY)
                .ifPresent(level -> word(level, PolicyFields.LEVEL_POLICY, "dora-2024", demand));
        return policy;
    }

    private static void spans(Entry policy, Demand demand) {
        policy.get(PolicyFields.CAUSAL_WINDOW)
                .ifPresent(window ->
                        demand.that(window.isPositive(), PolicyFields.CAUSAL_WINDOW, window, "more than zero"));
        policy.get(PolicyFields.ROLLOUT_GAP)
                .ifPresent(gap -> demand.that(!gap.isNegative(), PolicyFields.ROLLOUT_GAP, gap, "zero or more"));
    }

    private static void word(String text, Field<?> field, String example, Demand demand) {
        demand.that(WORD.matcher(text).matches(), field, text, "a name such as " + example);
    }
}
