package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The newest version of every fact, found by the source key it came under.
 *
 * <p>Facts are packed rows, some 150 bytes each. What it holds depends on which facts were applied, never on their order or number. A catalog entry claims source
 * keys also for facts that came before it. Not safe for concurrent use: one thread owns it.
 */
public final class FactBook {
    private final Shelves shelves = new Shelves();
    private final Map<ServiceId, ServiceFact> services = new HashMap<>();
    private final Claims claims = new Claims();
    private final Rules rules = new Rules();
    private final Roots roots = new Roots();
    /** Of services of which something was forgotten. */
    private final Map<ServiceId, Instant> horizons = new HashMap<>();

    private final Set<ServiceId> touched = new HashSet<>();

    /** Keeps {@code fact} if it is newer than what is known under its name; tells whether it was. */
    public boolean apply(Fact fact) {
        return switch (fact) {
            case ServiceFact service -> applyService(service);
            case RuleFact rule -> applyRule(rule);
            case SourcedFact sourced -> applySourced(sourced);
        };
    }

    /** Everything known of {@code id}; empty if the catalog has no such service. */
    public Optional<ShelvedFacts> facts(ServiceId id) {
        return Optional.ofNullable(services.get(id)).map(service -> facts(service, claimedBy(service)));
    }

    private ShelvedFacts facts(ServiceFact service, Set<SourceKey> claimed) {
        List<String> rooted =
                claimed.stream().flatMap(key -> roots.of(key).stream()).toList();
        return shelves.facts(service, rules.of(service), claimed, rooted);
    }

    /** Forgets sourced facts of {@code service} by their names, none of which is needed from {@code horizon} on. */
    public void forget(ServiceId service, Collection<String> names, Instant horizon) {
        shelves.forget(names);
        names.forEach(roots::forget);
        horizons.put(service, horizon);
    }

    /** From when on windows of {@code service} have all that was told; the beginning of time if nothing was forgotten. */
    public Instant horizon(ServiceId service) {
        return horizons.getOrDefault(service, Instant.MIN);
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
        return shelves.sources().filter(key -> claims.owner(key).isEmpty()).sorted();
    }

    /** How many facts it holds. */
    public int size() {
        return shelves.size() + services.size() + rules.size();
    }

    /** Every calendar, policy and survey answer, those that are deleted too, by name. */
    public List<RuleFact> rules() {
        return rules.all();
    }

    /** Source keys that have facts. */
    public List<SourceKey> sources() {
        return shelves.sources().toList();
    }

    /** The facts of {@code source}, packed in blocks of some 256 KiB, to be restored one after the other. */
    public List<byte[]> packed(SourceKey source) {
        return shelves.packed(source);
    }

    /** Everything that {@link #packed} leaves out; to be restored last. */
    public byte[] packedCatalog() {
        return CatalogCodec.pack(services(), rules(), horizons, roots.all(), shelves.phrases());
    }

    /** Takes back a block that {@link #packed} gave; only into a book to which nothing was applied yet. */
    public void restore(SourceKey source, byte[] block) {
        shelves.restore(source, block);
    }

    /** Takes back what {@link #packedCatalog} gave. */
    public void restoreCatalog(byte[] block) {
        CatalogCodec.Content content = CatalogCodec.unpack(block, shelves.phrases());
        content.entries().forEach(this::apply);
        horizons.putAll(content.horizons());
        content.roots().forEach(roots::note);
    }

    /** Most rules may govern any service; they change so seldom that all are folded anew. */
    private boolean applyRule(RuleFact fact) {
        RuleFact known = rules.find(fact.name()).orElse(fact);
        if (!rules.apply(fact)) {
            return false;
        }
        services.values().stream()
                .filter(service -> fact.concerns(service) || known.concerns(service))
                .map(ServiceFact::id)
                .forEach(touched::add);
        return true;
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
        Optional<SourceKey> before = shelves.sourceOf(fact.name());
        if (!shelves.put(fact)) {
            return false;
        }
        before.ifPresent(this::touch);
        touch(fact.sourceKey());
        if (fact instanceof IncidentFact incident) {
            roots.note(incident).ifPresent(this::touch);
            Optional.ofNullable(incident.root()).ifPresent(this::touch);
        }
        return true;
    }

    private void touch(SourceKey source) {
        claims.owner(source).ifPresent(touched::add);
    }

    private Set<SourceKey> claimedBy(ServiceFact service) {
        return service.sourceKeys().stream()
                .filter(key -> claims.owner(key).filter(service.id()::equals).isPresent())
                .collect(toUnmodifiableSet());
    }
}
