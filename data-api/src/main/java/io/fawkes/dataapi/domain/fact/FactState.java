package io.fawkes.dataapi.domain.fact;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A fact as the revisions seen so far make it: of each field the value of the highest {@link Clock} that spoke of it.
 *
 * <p>Merging is commutative, associative and idempotent (but for {@code version}, which counts), so shuffling, doubling
 * and delaying what sources send changes nothing. Immutable.
 *
 * @param key whose fact
 * @param kind what it is about
 * @param version how many revisions changed it; 0 means none yet
 * @param fields what is held, by path
 */
public record FactState(FactKey key, FactKind kind, long version, NavigableMap<String, Held> fields) {

    /**
     * A field's value and who holds it.
     *
     * @param value the value; empty if the holder cleared it
     * @param clock the revision that holds it
     * @param occurredAt when that revision came about at its source
     * @param delivery the delivery that brought it, {@code deliveries/{delivery}}; empty if it came by rpc
     */
    public record Held(Optional<Object> value, Clock clock, Instant occurredAt, String delivery) {}

    public FactState {
        fields = Collections.unmodifiableNavigableMap(new TreeMap<>(fields));
    }

    /** A fact of which nothing is known. */
    public static FactState unknown(FactKey key, FactKind kind) {
        return new FactState(key, kind, 0, new TreeMap<>());
    }

    /** Resource name, {@code deployments/{deployment}}; what the catalog has is called by the id it was given. */
    public String name() {
        return switch (kind) {
            case SERVICE -> kind.collection() + "/" + key.sourceId();
            case CALENDAR, POLICY, SURVEY_ANSWER -> key.sourceId();
            case CHANGE, DEPLOYMENT, INCIDENT, BUILD, QUALITY_GATE, SLO_OBSERVATION ->
                kind.collection() + "/" + key.id();
        };
    }

    /** This fact and what {@code revision} adds; the same object if it adds nothing. */
    public FactState merge(Revision revision, String delivery) {
        NavigableMap<String, Held> merged = new TreeMap<>(fields);
        Clock clock = revision.clock();
        boolean changed = false;
        for (Map.Entry<String, Optional<Object>> said : revision.fields().entrySet()) {
            Held held = merged.get(said.getKey());
            if (held == null || held.clock().compareTo(clock) < 0) {
                merged.put(said.getKey(), new Held(said.getValue(), clock, revision.occurredAt(), delivery));
                changed = true;
            }
        }
        return changed ? new FactState(key, kind, version + 1, merged) : this;
    }

    /** The value of {@code field}, if there is one. */
    public <T> Optional<T> get(Field<T> field) {
        return Optional.ofNullable(fields.get(field.path()))
                .flatMap(Held::value)
                .map(field.type()::cast);
    }

    /** When the highest revision that holds a field came about. */
    public Instant occurredAt() {
        return fields.values().stream()
                .max(Comparator.comparing(Held::clock))
                .map(Held::occurredAt)
                .orElseThrow(() -> new IllegalStateException(name() + " holds nothing"));
    }

    /** Where a deployment stands; empty if no status was reported, or this is none. */
    public Optional<Rollout> rollout() {
        return Rollout.of(fields.entrySet().stream()
                .filter(field -> DeploymentFields.STATUS_CHANGES.holds(field.getKey()))
                .flatMap(field -> field.getValue().value().stream())
                .map(StatusChange.class::cast)
                .toList());
    }
}
