package io.fawkes.dataapi.backstage;

import io.fawkes.dataapi.domain.catalog.CatalogProblem;
import io.fawkes.dataapi.domain.catalog.CatalogReading;
import io.fawkes.dataapi.domain.catalog.CatalogReading.Described;
import io.fawkes.dataapi.domain.catalog.Entry;
import io.fawkes.dataapi.domain.fact.DependencyKind;
import io.fawkes.dataapi.domain.fact.ServiceDependency;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The components of a catalog as services, and how they need each other: by {@code dependsOn}, by the APIs that one
 * provides and another consumes, and as the parts of which one is made.
 */
final class Components {

    private static final String IGNORE = "fawkes.io/ignore";

    private final Map<Ref, Entity> components = new LinkedHashMap<>();
    private final Map<Ref, Entry> services = new LinkedHashMap<>();
    private final Map<Ref, Set<Ref>> needs = new LinkedHashMap<>();
    private final Map<Ref, Ref> providers = new LinkedHashMap<>();
    private final List<CatalogProblem> problems = new ArrayList<>();

    private Components() {}

    /** What {@code entities} describe; what other readers found wrong already is told with it. */
    static CatalogReading reading(List<Entity> entities, List<CatalogProblem> problems) {
        var all = new Components();
        all.problems.addAll(problems);
        entities.stream().filter(entity -> entity.is("Component")).forEach(all::take);
        all.components.forEach(all::link);
        return all.reading();
    }

    private void take(Entity entity) {
        try {
            Ref ref = entity.ref();
            if (entity.annotation(IGNORE).filter("true"::equals).isPresent()) {
                return;
            }
            if (components.containsKey(ref)) {
                throw new BadEntity("metadata.name", ref + " stands elsewhere too (expected: once)");
            }
            services.put(ref, new Component(entity, ref).service());
            components.put(ref, entity);
            refs(entity, ref, "spec.providesApis", "api").forEach(api -> providers.put(api, ref));
        } catch (BadEntity bad) {
            problems.add(entity.problem(bad));
        }
    }

    /** An entity whose relations cannot be read is not taken; what others say of it stays. */
    private void link(Ref ref, Entity entity) {
        try {
            List<Ref> needed = Stream.concat(
                            refs(entity, ref, "spec.dependsOn", "component").stream(),
                            refs(entity, ref, "spec.consumesApis", "api").stream())
                    .toList();
            Optional<Ref> whole = entity.text("spec.subcomponentOf")
                    .map(text -> Ref.parse("spec.subcomponentOf", text, "component", ref.namespace()));
            needed.forEach(other -> need(ref, other));
            whole.ifPresent(other -> need(other, ref));
        } catch (BadEntity bad) {
            services.remove(ref);
            problems.add(entity.problem(bad));
        }
    }

    private static List<Ref> refs(Entity entity, Ref owner, String path, String usualKind) {
        return entity.texts(path).stream()
                .map(text -> Ref.parse(path, text, usualKind, owner.namespace()))
                .toList();
    }

    private void need(Ref ref, Ref other) {
        Ref needed = other.kind().equals("api") ? providers.getOrDefault(other, ref) : other;
        if (needed.kind().equals("component") && !(other.kind().equals("api") && needed.equals(ref))) {
            needs.computeIfAbsent(ref, _ -> new LinkedHashSet<>()).add(needed);
        }
    }

    private CatalogReading reading() {
        List<Described> described = new ArrayList<>();
        services.forEach((ref, service) -> described.add(new Described(
                ref.toString(),
                Optional.ofNullable(components.get(ref))
                        .map(entity -> entity.place().at("metadata.name"))
                        .orElse(""),
                service.with(ServiceFields.DEPENDENCIES, dependencies(ref)))));
        return new CatalogReading(described, problems);
    }

    private List<ServiceDependency> dependencies(Ref ref) {
        return needs.getOrDefault(ref, Set.of()).stream()
                .map(this::name)
                .distinct()
                .map(name -> new ServiceDependency(name, DependencyKind.UNSPECIFIED))
                .toList();
    }

    private String name(Ref other) {
        return Optional.ofNullable(services.get(other))
                .map(Entry::name)
                .orElseGet(() -> "services/" + Component.id(other));
    }
}
