package io.fawkes.insights.domain.dora;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.timeline.Deployment;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Services that are answered for together.
 *
 * @param id of a service, a team or a tier as the catalog spells it; of an environment its name in lower case; empty for the
 *     organisation
 */
public record Group(Kind kind, String id) implements Comparable<Group> {
    /** Every service of the catalog. */
    public static final Group ORGANIZATION = new Group(Kind.ORGANIZATION, "");

    private static final String TEAMS = "teams/";
    private static final Comparator<Group> ORDER = comparing(Group::kind).thenComparing(Group::id);

    public Group {
        id = kind == Kind.ENVIRONMENT ? id.toLowerCase(Locale.ROOT) : id;
    }

    /** One service alone. */
    public static Group of(ServiceId service) {
        return new Group(Kind.SERVICE, service.value());
    }

    /** Every group of {@code kind} that {@code catalog} tells of, in order; those without an id are none. */
    public static List<Group> among(Collection<ServiceFact> catalog, Kind kind) {
        return catalog.stream()
                .map(kind::of)
                .filter(group ->
                        group.kind() == Kind.ORGANIZATION || !group.id().isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** Resource name without the answer, for example {@code teams/payments}. */
    public String name() {
        return kind == Kind.ORGANIZATION ? kind.collection : kind.collection + "/" + id;
    }

    /** Whether {@code service} is one of them; of a team also if it once was. */
    public boolean holds(ServiceFact service) {
        return switch (kind) {
            case SERVICE -> service.id().value().equals(id);
            case TEAM -> service.wasOwnedBy(TEAMS + id);
            case TIER -> service.tier().equals(id);
            case ENVIRONMENT, ORGANIZATION -> true;
        };
    }

    /** Whether {@code deployment} of {@code service}, which is one of them, is part of it. */
    boolean holds(Deployment deployment, ServiceFact service) {
        return switch (kind) {
            case ENVIRONMENT -> deployment.environment().equals(id);
            case TEAM -> service.teamAt(deployment.time()).equals(TEAMS + id);
            case SERVICE, TIER, ORGANIZATION -> true;
        };
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }

    /** What its services have in common. */
    public enum Kind {
        /** It is one service. */
        SERVICE("services"),
        /** The team that owns them. */
        TEAM("teams"),
        /** Their tier. */
        TIER("tiers"),
        /** The production environment that they were deployed to. */
        ENVIRONMENT("environments"),
        /** Nothing but the catalog. */
        ORGANIZATION("organization");

        private final String collection;

        Kind(String collection) {
            this.collection = collection;
        }

        /**
         * The group of this kind that {@code service} is in; its id is empty if the catalog does not say. Environments
         * are told of by deployments only, so all share the organisation here.
         */
        public Group of(ServiceFact service) {
            return switch (this) {
                case SERVICE -> Group.of(service.id());
                case TEAM -> new Group(this, service.team().replaceFirst("^" + TEAMS, ""));
                case TIER -> new Group(this, service.tier());
                case ENVIRONMENT, ORGANIZATION -> Group.ORGANIZATION;
            };
        }
    }
}
