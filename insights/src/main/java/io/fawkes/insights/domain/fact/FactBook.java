package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The newest version of every fact, indexed by the source key it came under.
 *
 * <p>What it holds depends on which facts were applied, never on their order or number. A catalog entry claims source
 * keys also for facts that came before it. Not safe for concurrent use: one thread owns it.
 */
public final class FactBook {
    private final Map<SourceKey, Map<String, SourcedFact>> bySource = new HashMap<>();
    private final Map<String, SourceKey> sources = new HashMap<>();
    private final Map<ServiceId, ServiceFact> services = new HashMap<>();
    private final Claims claims = new Claims();
    private final Set<ServiceId> touched = new HashSet<>();

    /** Keeps {@code fact} if it is newer than what is known under its name; tells whether it was. */
    public boolean apply(Fact fact) {
        return switch (fact) {
            case ServiceFact service -> applyService(service);
            case SourcedFact sourced -> applySourced(sourced);
        };
    }

    /** Everything known of {@code id}; empty if the catalog has no such service. */
    public Optional<ServiceFacts> facts(ServiceId id) {
        return Optional.ofNullable(services.get(id)).map(service -> ServiceFacts.of(service, claimedBy(service)));
    }

    /** Every catalog entry, by id. */
    public List<ServiceFact> services() {
        return services.values().stream().sorted(comparing(ServiceFact::id)).toList();
    }

    /** Services whose facts changed since this was last asked. */
    public Set<ServiceId> takeTouched() {
        Set<ServiceId> taken = Set.copyOf(touched);
        touched.clear();
        return taken;
    }

    /** Source keys that have facts and that no service claims. */
    public Stream<SourceKey> unclaimed() {
        return bySource.keySet().stream()
                .filter(key -> claims.owner(key).isEmpty())
                .sorted();
    }

    /** How many facts it holds. */
    public int size() {
        return sources.size() + services.size();
    }

    private boolean applyService(ServiceFact fact) {
        ServiceFact known = services.get(fact.id());
        if (known != null && known.version() >= fact.version()) {
            return false;
        }
        Set<SourceKey> affected = new HashSet<>(fact.sourceKeys());
        if (known != null) {
            affected.addAll(known.sourceKeys());
        }
        affected.forEach(this::touch);
        services.put(fact.id(), fact);
        claims.replace(fact.id(), known == null ? Set.of() : known.sourceKeys(), fact.sourceKeys());
        affected.forEach(this::touch);
        touched.add(fact.id());
        return true;
    }

    private boolean applySourced(SourcedFact fact) {
        SourceKey source = sources.get(fact.name());
        if (source != null && !isNewer(fact, source)) {
            return false;
        }
        if (source != null && !source.equals(fact.sourceKey())) {
            remove(fact.name(), source);
        }
        sources.put(fact.name(), fact.sourceKey());
        bySource.computeIfAbsent(fact.sourceKey(), _ -> new HashMap<>()).put(fact.name(), fact);
        touch(fact.sourceKey());
        return true;
    }

    private boolean isNewer(SourcedFact fact, SourceKey source) {
        SourcedFact known = bySource.getOrDefault(source, Map.of()).get(fact.name());
        return known == null || fact.version() > known.version();
    }

    private void remove(String name, SourceKey source) {
        Map<String, SourcedFact> facts = bySource.getOrDefault(source, new HashMap<>());
        facts.remove(name);
        if (facts.isEmpty()) {
            bySource.remove(source);
        }
        touch(source);
    }

    private void touch(SourceKey source) {
        claims.owner(source).ifPresent(touched::add);
    }

    private List<SourcedFact> claimedBy(ServiceFact service) {
        List<SourcedFact> facts = new ArrayList<>();
        for (SourceKey key : service.sourceKeys()) {
            if (claims.owner(key).filter(service.id()::equals).isPresent()) {
                facts.addAll(bySource.getOrDefault(key, Map.of()).values());
            }
        }
        return facts;
    }
}
