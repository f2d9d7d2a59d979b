package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.Derivations;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.QualityGateFields;
import io.fawkes.dataapi.domain.fact.QualityStatus;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.Shape;
import io.fawkes.dataapi.domain.fact.SloObservationFields;
import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.FilterFields;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.filter.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** By what facts of each shape can be filtered and ordered. The documentation has the same table. */
public final class FactListings {

    /** Its own name. */
    public static final String NAME = Order.NAME;

    /** The service that claims it today. */
    public static final String SERVICE = "service";

    /** What kind of name its source has for the service. */
    public static final String CLAIM_KEY = "source_key.key";

    /** The name its source has for the service, as claims compare it. */
    public static final String CLAIM_VALUE = "source_key.value";

    private FactListings() {}

    /** How facts of that shape are listed. */
    public static Listing of(Shape shape) {
        Stream<FilterField> common =
                Stream.of(NAME, SERVICE, CLAIM_KEY, CLAIM_VALUE).map(path -> FilterField.of(path, FieldType.TEXT));
        List<String> times = times(shape.kind());
        return new Listing(
                FilterFields.of(Stream.concat(common, own(shape.kind())).toList()),
                times,
                new Order(times.getFirst(), true));
    }

    /** The first is the time that the list stands by if nothing is asked: when the fact began. */
    private static List<String> times(FactKind kind) {
        return switch (kind) {
            case SERVICE, CALENDAR, POLICY, SURVEY_ANSWER ->
                throw new IllegalArgumentException(kind + " is the catalog's");
            case CHANGE -> paths(Derivations.BEGIN_TIME, ChangeFields.MERGE_TIME);
            case DEPLOYMENT -> paths(DeploymentFields.CREATE_TIME, Derivations.FINISH_TIME);
            case INCIDENT -> paths(IncidentFields.START_TIME, IncidentFields.RESOLVE_TIME);
            case BUILD -> paths(BuildFields.QUEUE_TIME, BuildFields.FINISH_TIME);
            case QUALITY_GATE -> paths(QualityGateFields.EVALUATE_TIME);
            case SLO_OBSERVATION -> paths(SloObservationFields.END_TIME);
        };
    }

    private static List<String> paths(Field<?>... fields) {
        return Stream.of(fields).map(Field::path).toList();
    }

    private static Stream<FilterField> own(FactKind kind) {
        return switch (kind) {
            case SERVICE, CALENDAR, POLICY, SURVEY_ANSWER -> Stream.of();
            case CHANGE ->
                fields(
                        Derivations.BEGIN_TIME,
                        ChangeFields.TITLE,
                        ChangeFields.AUTHOR,
                        ChangeFields.AUTHOR_IS_BOT,
                        ChangeFields.UNPLANNED,
                        ChangeFields.SHA,
                        ChangeFields.AUTHOR_TIME,
                        ChangeFields.NUMBER,
                        ChangeFields.HEAD_SHA,
                        ChangeFields.BASE_REF,
                        ChangeFields.MERGE_SHA,
                        ChangeFields.OPEN_TIME,
                        ChangeFields.MERGE_TIME,
                        ChangeFields.CLOSE_TIME);
            case DEPLOYMENT ->
                fields(
                        DeploymentFields.ENVIRONMENT,
                        DeploymentFields.PRODUCTION,
                        DeploymentFields.VERSION,
                        DeploymentFields.CONFIG_VERSION,
                        DeploymentFields.ROLLOUT_ID,
                        DeploymentFields.UNPLANNED,
                        DeploymentFields.REF,
                        DeploymentFields.DEPLOYED_BY,
                        DeploymentFields.CREATE_TIME,
                        Derivations.STATUS,
                        Derivations.FINISH_TIME);
            case INCIDENT ->
                fields(
                        IncidentFields.TITLE,
                        IncidentFields.SEVERITY,
                        IncidentFields.START_TIME,
                        IncidentFields.RESOLVE_TIME,
                        IncidentFields.WITHDRAWN,
                        IncidentFields.CAUSED_BY_VERSION);
            case BUILD -> Stream.concat(builds(), Stream.of(map(BuildFields.ARTIFACTS)));
            case QUALITY_GATE -> Stream.concat(gates(), Stream.of(map(QualityGateFields.CONDITIONS)));
            case SLO_OBSERVATION ->
                fields(
                        SloObservationFields.OBJECTIVE,
                        SloObservationFields.START_TIME,
                        SloObservationFields.END_TIME,
                        SloObservationFields.TARGET,
                        SloObservationFields.ATTAINED,
                        SloObservationFields.TOTAL_EVENTS,
                        SloObservationFields.BURN_RATE);
        };
    }

    private static Stream<FilterField> builds() {
        return fields(
                BuildFields.PIPELINE,
                BuildFields.NUMBER,
                BuildFields.ATTEMPT,
                BuildFields.COMMIT_SHA,
                BuildFields.REF,
                BuildFields.STATUS,
                BuildFields.QUEUE_TIME,
                BuildFields.START_TIME,
                BuildFields.FINISH_TIME,
                BuildFields.TRIGGERED_BY,
                Derivations.RUN_DURATION);
    }

    private static Stream<FilterField> gates() {
        return fields(
                QualityGateFields.TOOL,
                QualityGateFields.GATE,
                QualityGateFields.COMMIT_SHA,
                QualityGateFields.REF,
                QualityGateFields.STATUS,
                QualityGateFields.EVALUATE_TIME);
    }

    private static Stream<FilterField> fields(Field<?>... fields) {
        return Stream.of(fields).map(FactListings::field);
    }

    private static FilterField field(Field<?> field) {
        if (field.type() == RolloutStatus.class) {
            return FilterField.choice(field.path(), "DEPLOYMENT_STATUS_", RolloutStatus.class);
        }
        if (field.type() == BuildStatus.class) {
            return FilterField.choice(field.path(), "BUILD_STATUS_", BuildStatus.class);
        }
        return field.type() == QualityStatus.class
                ? FilterField.choice(field.path(), "QUALITY_STATUS_", QualityStatus.class)
                : FilterField.of(field.path(), type(field.type()));
    }

    private static FieldType type(Class<?> values) {
        if (values == Instant.class) {
            return FieldType.TIME;
        }
        if (values == Duration.class) {
            return FieldType.SPAN;
        }
        if (values == Boolean.class) {
            return FieldType.FLAG;
        }
        if (values == Long.class) {
            return FieldType.INTEGER;
        }
        return values == Double.class ? FieldType.DECIMAL : FieldType.TEXT;
    }

    private static FilterField map(Field.Map<?> map) {
        return FilterField.of(map.path(), FieldType.MAP);
    }
}
