package io.fawkes.dataapi.domain.fact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What facts of one kind have in common with those of every other kind that sources tell of: whose they are, and since
 * when.
 *
 * @param kind the kind
 * @param claim the field that says whose a fact is
 * @param began the fields that say when it began; the first that is set counts
 */
public record Shape(FactKind kind, Field<SourceKey> claim, List<Field<Instant>> began) {

    /** Commits and pull requests. */
    public static final Shape CHANGE = new Shape(
            FactKind.CHANGE, ChangeFields.SOURCE_KEY, List.of(ChangeFields.OPEN_TIME, ChangeFields.AUTHOR_TIME));

    /** Rollouts. */
    public static final Shape DEPLOYMENT =
            new Shape(FactKind.DEPLOYMENT, DeploymentFields.SOURCE_KEY, List.of(DeploymentFields.CREATE_TIME));

    /** Times that hurt users. */
    public static final Shape INCIDENT =
            new Shape(FactKind.INCIDENT, IncidentFields.SOURCE_KEY, List.of(IncidentFields.START_TIME));

    /** Runs of pipelines. */
    public static final Shape BUILD =
            new Shape(FactKind.BUILD, BuildFields.SOURCE_KEY, List.of(BuildFields.QUEUE_TIME, BuildFields.START_TIME));

    /** Judgements of commits. */
    public static final Shape QUALITY_GATE =
            new Shape(FactKind.QUALITY_GATE, QualityGateFields.SOURCE_KEY, List.of(QualityGateFields.EVALUATE_TIME));

    /** How well objectives were kept. */
    public static final Shape SLO_OBSERVATION = new Shape(
            FactKind.SLO_OBSERVATION, SloObservationFields.SOURCE_KEY, List.of(SloObservationFields.END_TIME));

    /** The kinds that sources tell of; services are the catalog's. */
    public static final List<Shape> ALL = List.of(CHANGE, DEPLOYMENT, INCIDENT, BUILD, QUALITY_GATE, SLO_OBSERVATION);

    private static final Map<FactKind, Shape> BY_KIND =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Shape::kind, Function.identity()));

    public Shape {
        began = List.copyOf(began);
    }

    /** What facts of {@code kind} have in common; empty of the catalog's own. */
    public static Optional<Shape> of(FactKind kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }

    /** When {@code fact} began; one that never says counts from its newest revision. */
    public Instant began(FactState fact) {
        return began.stream()
                .map(fact::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(fact::occurredAt);
    }
}
