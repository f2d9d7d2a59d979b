package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest version of every policy, calendar and survey answer. Not safe for concurrent use: the book's thread owns it. */
final class Rules {
    private static final String ORGANIZATION = "organization";

    private final Map<String, RuleFact> byName = new HashMap<>();

    /** Keeps {@code fact} if it is newer than what is known under its name; tells whether it was. */
    boolean apply(RuleFact fact) {
        RuleFact known = byName.get(fact.name());
        if (known != null && known.version() >= fact.version()) {
            return false;
        }
        byName.put(fact.name(), fact);
        return true;
    }

    /** What is known under {@code name}, deleted or not. */
    Optional<RuleFact> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every one, those that are deleted too, by name. */
    List<RuleFact> all() {
        return byName.values().stream().sorted(comparing(RuleFact::name)).toList();
    }

    int size() {
        return byName.size();
    }

    /** What governs {@code service}. A policy that it names stands in for the one whose subject it is. */
    Ruling of(ServiceFact service) {
        List<PolicyFact> policies = Stream.of(
                        named(service.governance().policy(), PolicyFact.class).or(() -> about(service.name())),
                        about(service.team()),
                        about(ORGANIZATION))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        String calendar = Stream.concat(
                        Stream.of(service.governance().calendar()),
                        policies.stream().map(PolicyFact::calendar))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        return new Ruling(policies, named(calendar, CalendarFact.class).orElse(null), surveys(service));
    }

    private List<SurveyFact> surveys(ServiceFact service) {
        return byName.values().stream()
                .filter(SurveyFact.class::isInstance)
                .map(SurveyFact.class::cast)
                .filter(survey -> !survey.deleted() && survey.concerns(service))
                .sorted(SurveyFact.NEWEST_FIRST)
                .toList();
    }

    private Optional<PolicyFact> about(String subject) {
        return subject.isEmpty()
                ? Optional.empty()
                : byName.values().stream()
                        .filter(PolicyFact.class::isInstance)
                        .map(PolicyFact.class::cast)
                        .filter(policy -> !policy.deleted() && policy.subject().equals(subject))
                        .min(comparing(PolicyFact::name));
    }

    private <F extends RuleFact> Optional<F> named(String name, Class<F> type) {
        return find(name)
                .filter(found -> !found.deleted() && type.isInstance(found))
                .map(type::cast);
    }
}
