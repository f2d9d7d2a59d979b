package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.ServiceDependency;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import java.util.List;
import java.util.stream.Stream;

/** What must hold for a service. */
final class ServiceRule {

    private ServiceRule() {}

    /** The service, which claims its own id whoever made the list of its keys. */
    static Entry demanded(Entry service, Demand demand) {
        String team = service.text(ServiceFields.TEAM);
        demand.that(team.isEmpty() || Demand.isTeam(team), ServiceFields.TEAM, team, "teams/{team}");
        demand.zone(service, ServiceFields.TIME_ZONE);
        demand.reference(service, ServiceFields.CALENDAR, EntryKind.CALENDAR);
        demand.reference(service, ServiceFields.POLICY, EntryKind.POLICY);
        demand.texts(service, ServiceFields.PRODUCTION_ENVIRONMENTS);
        service.get(ServiceFields.CAUSAL_WINDOW)
                .ifPresent(window ->
                        demand.that(window.isPositive(), ServiceFields.CAUSAL_WINDOW, window, "more than zero"));
        globs(service, demand);
        dependencies(service, demand);
        return service.with(ServiceFields.SOURCE_KEYS, claims(service, demand));
    }

    private static List<SourceKey> claims(Entry service, Demand demand) {
        var own = new SourceKey(SourceKey.SERVICE, service.id());
        List<SourceKey> claims = Stream.concat(
                        Stream.of(own), service.list(ServiceFields.SOURCE_KEYS, SourceKey.class).stream())
                .distinct()
                .toList();
        claims.forEach(claim -> demand.that(
                !claim.key().isBlank() && !claim.value().isBlank(), ServiceFields.SOURCE_KEYS, claim, "key and value"));
        demand.once(
                ServiceFields.SOURCE_KEYS,
                claims.stream()
                        .map(claim -> new SourceKey(claim.key(), claim.canonicalValue()))
                        .toList());
        return claims;
    }

    private static void globs(Entry service, Demand demand) {
        demand.texts(service, ServiceFields.PATH_GLOBS);
        for (String glob : service.list(ServiceFields.PATH_GLOBS, String.class)) {
            demand.that(
                    !glob.startsWith("/") && !List.of(glob.split("/", -1)).contains(".."),
                    ServiceFields.PATH_GLOBS,
                    glob,
                    "a glob below the root of the repository, such as services/payments/**");
        }
    }

    /** A circle is no mistake: two services may well need each other. */
    private static void dependencies(Entry service, Demand demand) {
        List<String> others = service.list(ServiceFields.DEPENDENCIES, ServiceDependency.class).stream()
                .map(ServiceDependency::service)
                .toList();
        for (String other : others) {
            demand.that(
                    Demand.isName(EntryKind.SERVICE, other), ServiceFields.DEPENDENCIES, other, "services/{service}");
            demand.that(
                    !other.equals(service.name()), ServiceFields.DEPENDENCIES, other, "another service than itself");
        }
        demand.once(ServiceFields.DEPENDENCIES, others);
    }
}
