package io.fawkes.dataapi.contract;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import io.fawkes.dataapi.domain.fact.CalendarDay;
import io.fawkes.dataapi.domain.fact.DependencyKind;
import io.fawkes.dataapi.domain.fact.DeploymentFrequencyChoice;
import io.fawkes.dataapi.domain.fact.FailureEvidence;
import io.fawkes.dataapi.domain.fact.LeadTimeChoice;
import io.fawkes.dataapi.domain.fact.QuietPeriod;
import io.fawkes.dataapi.domain.fact.RecoveryTimeChoice;
import io.fawkes.dataapi.domain.fact.ServiceDependency;
import io.fawkes.dataapi.domain.fact.TeamTerm;
import io.fawkes.dataapi.v1.QuietKind;
import io.fawkes.dataapi.v1.Weekday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;

/** What only the catalog's fields hold, as values of the contract's, both ways. */
final class CatalogValues {

    private static final String WEEKDAY = "WEEKDAY_";
    private static final String EVIDENCE = "FAILURE_EVIDENCE_";
    private static final String DEPENDENCY = "DEPENDENCY_KIND_";
    private static final String QUIET = "QUIET_KIND_";
    private static final String LEAD_TIME = "LEAD_TIME_CHOICE_";
    private static final String FREQUENCY = "DEPLOYMENT_FREQUENCY_CHOICE_";
    private static final String RECOVERY = "RECOVERY_TIME_CHOICE_";

    private CatalogValues() {}

    static Object toMessage(Object value) {
        return switch (value) {
            case DayOfWeek day -> Weekday.valueOf(WEEKDAY + day.name()).getValueDescriptor();
            case FailureEvidence level ->
                io.fawkes.dataapi.v1.FailureEvidence.valueOf(EVIDENCE + level.name())
                        .getValueDescriptor();
            case LeadTimeChoice choice ->
                io.fawkes.dataapi.v1.LeadTimeChoice.valueOf(LEAD_TIME + choice.name())
                        .getValueDescriptor();
            case DeploymentFrequencyChoice choice ->
                io.fawkes.dataapi.v1.DeploymentFrequencyChoice.valueOf(FREQUENCY + choice.name())
                        .getValueDescriptor();
            case RecoveryTimeChoice choice ->
                io.fawkes.dataapi.v1.RecoveryTimeChoice.valueOf(RECOVERY + choice.name())
                        .getValueDescriptor();
            case TeamTerm term -> term(term);
            case ServiceDependency dependency -> dependency(dependency);
            case CalendarDay day -> day(day);
            case QuietPeriod period -> period(period);
            default -> value;
        };
    }

    private static Message term(TeamTerm term) {
        var message = io.fawkes.dataapi.v1.TeamTerm.newBuilder().setTeam(term.team());
        term.start().ifPresent(start -> message.setStartTime(FieldValues.timestamp(start)));
        return message.build();
    }

    private static Message dependency(ServiceDependency dependency) {
        return io.fawkes.dataapi.v1.ServiceDependency.newBuilder()
                .setService(dependency.service())
                .setKind(io.fawkes.dataapi.v1.DependencyKind.valueOf(
                        DEPENDENCY + dependency.kind().name()))
                .build();
    }

    private static Message day(CalendarDay day) {
        return io.fawkes.dataapi.v1.CalendarDay.newBuilder()
                .setDate(day.date().toString())
                .setTitle(day.title())
                .build();
    }

    private static Message period(QuietPeriod period) {
        return io.fawkes.dataapi.v1.QuietPeriod.newBuilder()
                .setStartTime(FieldValues.timestamp(period.start()))
                .setEndTime(FieldValues.timestamp(period.end()))
                .setKind(QuietKind.valueOf(QUIET + period.kind().name()))
                .setTitle(period.title())
                .build();
    }

    /**
     * The value as the domain has it.
     *
     * @throws IllegalArgumentException if it has no place there
     */
    static Object toDomain(Message message) {
        return switch (message) {
            case io.fawkes.dataapi.v1.TeamTerm term ->
                new TeamTerm(
                        term.getTeam(),
                        term.hasStartTime() ? Optional.of(FieldValues.instant(term.getStartTime())) : Optional.empty());
            case io.fawkes.dataapi.v1.ServiceDependency dependency ->
                new ServiceDependency(
                        dependency.getService(),
                        DependencyKind.valueOf(FieldValues.without(
                                DEPENDENCY, dependency.getKind().name())));
            case io.fawkes.dataapi.v1.CalendarDay day ->
                new CalendarDay(LocalDate.parse(day.getDate()), day.getTitle());
            case io.fawkes.dataapi.v1.QuietPeriod period -> period(period);
            default ->
                throw new IllegalArgumentException(
                        message.getDescriptorForType().getFullName() + " is no value of a field");
        };
    }

    private static QuietPeriod period(io.fawkes.dataapi.v1.QuietPeriod period) {
        if (!period.hasStartTime() || !period.hasEndTime()) {
            throw new IllegalArgumentException("a quiet period without beginning or end");
        }
        return new QuietPeriod(
                FieldValues.instant(period.getStartTime()),
                FieldValues.instant(period.getEndTime()),
                QuietPeriod.Kind.valueOf(
                        FieldValues.without(QUIET, period.getKind().name())),
                period.getTitle());
    }

    /**
     * The value as the domain has it.
     *
     * @throws IllegalArgumentException if it has no place there, as what is not specified has none
     */
    static Object toDomain(EnumValueDescriptor chosen) {
        return switch (chosen.getType().getName()) {
            case "Weekday" -> DayOfWeek.valueOf(FieldValues.without(WEEKDAY, chosen.getName()));
            case "FailureEvidence" -> FailureEvidence.valueOf(FieldValues.without(EVIDENCE, chosen.getName()));
            case "LeadTimeChoice" -> LeadTimeChoice.valueOf(FieldValues.without(LEAD_TIME, chosen.getName()));
            case "DeploymentFrequencyChoice" ->
                DeploymentFrequencyChoice.valueOf(FieldValues.without(FREQUENCY, chosen.getName()));
            case "RecoveryTimeChoice" -> RecoveryTimeChoice.valueOf(FieldValues.without(RECOVERY, chosen.getName()));
            default -> throw new IllegalArgumentException(chosen.getType().getFullName() + " is no value of a field");
        };
    }
}
