package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest version of every policy and calendar. Not safe for concurrent use: the book's thread owns it. */
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
        return new Ruling(policies, named(calendar, CalendarFact.class).orElse(null));
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
        @Nullable RuleFact fact = byName.get(name);
        return Optional.ofNullable(fact)
                .filter(found -> !found.deleted() && type.isInstance(found))
                .map(type::cast);
    }
}
