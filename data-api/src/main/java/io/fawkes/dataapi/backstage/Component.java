package io.fawkes.dataapi.backstage;

import io.fawkes.dataapi.domain.catalog.Entry;
import io.fawkes.dataapi.domain.catalog.EntryKind;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A component as a service: what its annotations and its spec say of it. The documentation has the table.
 *
 * @param entity the component
 * @param ref what it is called
 */
record Component(Entity entity, Ref ref) {

    private static final String OURS = "fawkes.io/";
    private static final String ID = "fawkes.io/service-id";
    private static final String TIER = "fawkes.io/tier";
    private static final String ZONE = "fawkes.io/time-zone";
    private static final String ENVIRONMENTS = "fawkes.io/production-environments";
    private static final String CALENDAR = "fawkes.io/calendar";
    private static final String POLICY = "fawkes.io/policy";
    private static final String WINDOW = "fawkes.io/causal-window";
    private static final String GLOBS = "fawkes.io/path-globs";
    private static final String IGNORE = "fawkes.io/ignore";

    /** Annotations that are claims; several names have commas between them. */
    private static final List<String> CLAIMS = List.of(
            SourceKey.GITHUB,
            SourceKey.GITLAB,
            SourceKey.ARGO_CD,
            SourceKey.JENKINS,
            SourceKey.PAGER_DUTY,
            SourceKey.REPOSITORY,
            "cdevents.dev/service",
            "cdevents.dev/pipeline",
            "cdevents.dev/task",
            "cdevents.dev/source",
            "tekton.dev/pipeline",
            "tekton.dev/task");

    private static final Set<String> KNOWN =
            Set.of(ID, TIER, ZONE, ENVIRONMENTS, CALENDAR, POLICY, WINDOW, GLOBS, IGNORE, SourceKey.REPOSITORY);

    /** The service; fails with BadEntity. What makes no sense as a service is found out when it is kept. */
    Entry service() {
        demandKnown();
        String id = entity.annotation(ID).orElseGet(() -> id(ref));
        return Entry.of(EntryKind.SERVICE, id, Instant.EPOCH)
                .with(ServiceFields.DISPLAY_NAME, entity.text("metadata.title").orElse(""))
                .with(ServiceFields.TEAM, team())
                .with(ServiceFields.TIER, entity.annotation(TIER).orElse(""))
                .with(ServiceFields.TIME_ZONE, entity.annotation(ZONE).orElse(""))
                .with(ServiceFields.LIFECYCLE, entity.text("spec.lifecycle").orElse(""))
                .with(ServiceFields.SYSTEM, system())
                .with(ServiceFields.CALENDAR, named(CALENDAR, EntryKind.CALENDAR))
                .with(ServiceFields.POLICY, named(POLICY, EntryKind.POLICY))
                .with(ServiceFields.PRODUCTION_ENVIRONMENTS, entity.annotations(ENVIRONMENTS))
                .with(ServiceFields.PATH_GLOBS, entity.annotations(GLOBS))
                .with(ServiceFields.SOURCE_KEYS, claims())
                .withOrWithout(ServiceFields.CAUSAL_WINDOW, window());
    }

    /** The id of the service that an entity is, unless it says otherwise. */
    static String id(Ref ref) {
        return ref.qualified("-").replace('_', '-').replace('.', '-');
    }

    /** Annotations of ours are few, so that an unknown one is a slip of the pen. */
    private void demandKnown() {
        for (String name : entity.annotationNames()) {
            if (name.startsWith(OURS) && !KNOWN.contains(name)) {
                throw new BadEntity(
                        Entity.annotationPath(name),
                        "not known here (expected: one of "
                                + KNOWN.stream().sorted().toList() + ")");
            }
        }
    }

    /** The group that owns it; a person is no team. */
    private String team() {
        return entity.text("spec.owner")
                .map(owner -> Ref.parse("spec.owner", owner, "group", ref.namespace()))
                .filter(owner -> owner.kind().equals("group"))
                .map(owner -> "teams/" + owner.qualified("."))
                .orElse("");
    }

    private String system() {
        return entity.text("spec.system")
                .map(system -> Ref.parse("spec.system", system, "system", ref.namespace())
                        .qualified("."))
                .orElse("");
    }

    private String named(String annotation, EntryKind kind) {
        return entity.annotation(annotation)
                .map(name -> name.startsWith(kind.collection()) ? name : kind.collection() + name)
                .orElse("");
    }

    private List<SourceKey> claims() {
        return CLAIMS.stream()
                .flatMap(key -> entity.annotations(key).stream().map(value -> new SourceKey(key, value)))
                .toList();
    }

    private Optional<Duration> window() {
        return entity.annotation(WINDOW).map(text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                var bad = new BadEntity(Entity.annotationPath(WINDOW), text + " (expected: a duration such as PT24H)");
                bad.initCause(e);
                throw bad;
            }
        });
    }
}
