package io.fawkes.insights.domain.fact;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.insights.domain.packing.Packer;
import io.fawkes.insights.domain.packing.Unpacker;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calendars, policies and survey answers as bytes, and back, without loss. The numbers of the kinds stand in checkpoints: never use one again. */
final class RuleCodec {
    private static final int CALENDAR = 1;
    private static final int POLICY = 2;
    private static final int SURVEY = 3;
    private static final int UNSAID = 0;
    private static final int YES = 1;
    private static final int NO = 2;

    private RuleCodec() {}

    static void pack(RuleFact rule, Packer out) {
        switch (rule) {
            case CalendarFact calendar -> pack(calendar, head(rule, CALENDAR, out));
            case PolicyFact policy -> pack(policy, head(rule, POLICY, out));
            case SurveyFact survey -> pack(survey, head(rule, SURVEY, out));
        }
    }

    static RuleFact unpack(Unpacker in) {
        int kind = in.count();
        String name = in.path();
        long version = in.number();
        return switch (kind) {
            case CALENDAR -> calendar(name, version, in);
            case POLICY -> policy(name, version, in);
            case SURVEY -> survey(name, version, in);
            default -> throw new IllegalArgumentException("kind of rule: " + kind + " (expected: 1 to 3)");
        };
    }

    private static Packer head(RuleFact rule, int kind, Packer out) {
        return out.count(kind).path(rule.name()).number(rule.version());
    }

    private static void pack(CalendarFact calendar, Packer out) {
        out.phrase(ServiceCodec.idOf(calendar.zone()))
                .texts(calendar.weekdays().stream()
                        .map(DayOfWeek::name)
                        .sorted()
                        .toList())
                .text(textOf(calendar.start()))
                .text(textOf(calendar.end()))
                .text(calendar.country())
                .text(calendar.region())
                .texts(textsOf(calendar.holidays()))
                .texts(textsOf(calendar.workdays()))
                .count(calendar.maintenance().size());
        calendar.maintenance().forEach(period -> out.time(period.start()).time(period.end()));
        out.flag(calendar.deleted());
    }

    private static CalendarFact calendar(String name, long version, Unpacker in) {
        return new CalendarFact(
                name,
                version,
                ServiceCodec.zone(in.phrase()),
                in.texts().stream().map(DayOfWeek::valueOf).collect(toUnmodifiableSet()),
                time(in.text()),
                time(in.text()),
                in.word(),
                in.word(),
                days(in.texts()),
                days(in.texts()),
                periods(in),
                in.flag());
    }

    private static void pack(PolicyFact policy, Packer out) {
        out.path(policy.subject())
                .duration(policy.causalWindow())
                .duration(policy.rolloutGap())
                .text(policy.minConfidence())
                .texts(policy.environments().stream().sorted().toList())
                .texts(policy.sources())
                .text(policy.levels())
                .count(choice(policy.bots()))
                .path(policy.calendar())
                .phrase(ServiceCodec.idOf(policy.zone()))
                .count(choice(policy.excludeMaintenance()))
                .texts(policy.botAuthors())
                .texts(policy.uninferredSeverities().stream().sorted().toList())
                .flag(policy.deleted());
    }

    private static PolicyFact policy(String name, long version, Unpacker in) {
        return new PolicyFact(
                name,
                version,
                in.path(),
                in.duration(),
                in.duration(),
                in.text(),
                Set.copyOf(in.texts()),
                in.texts(),
                in.word(),
                choice(in.count()),
                in.path(),
                ServiceCodec.zone(in.phrase()),
                choice(in.count()),
                in.texts(),
                Set.copyOf(in.texts()),
                in.flag());
    }

    private static void pack(SurveyFact survey, Packer out) {
        out.path(survey.team())
                .time(survey.answeredAt())
                .count(requireNonNullElse(survey.leadTime(), UNSAID))
                .count(requireNonNullElse(survey.frequency(), UNSAID))
                .count(requireNonNullElse(survey.recovery(), UNSAID));
        percent(survey.failPercent(), out);
        percent(survey.reworkPercent(), out);
        out.flag(survey.deleted());
    }

    private static SurveyFact survey(String name, long version, Unpacker in) {
        return new SurveyFact(
                name,
                version,
                in.path(),
                in.moment(),
                answer(in.count()),
                answer(in.count()),
                answer(in.count()),
                percent(in),
                percent(in),
                in.flag());
    }

    private static @Nullable Integer answer(int number) {
        return number == UNSAID ? null : number;
    }

    private static void percent(@Nullable Double percent, Packer out) {
        out.flag(percent != null);
        if (percent != null) {
            out.number(Double.doubleToRawLongBits(percent));
        }
    }

    private static @Nullable Double percent(Unpacker in) {
        return in.flag() ? Double.longBitsToDouble(in.number()) : null;
    }

    private static int choice(@Nullable Boolean said) {
        if (said == null) {
            return UNSAID;
        }
        return said ? YES : NO;
    }

    private static @Nullable Boolean choice(int number) {
        return number == UNSAID ? null : number == YES;
    }

    private static @Nullable String textOf(@Nullable LocalTime time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable LocalTime time(@Nullable String text) {
        return text == null ? null : LocalTime.parse(text);
    }

    private static List<String> textsOf(Collection<LocalDate> days) {
        return days.stream().map(LocalDate::toString).sorted().toList();
    }

    private static Set<LocalDate> days(List<String> texts) {
        return texts.stream().map(LocalDate::parse).collect(toUnmodifiableSet());
    }

    private static List<CalendarFact.Period> periods(Unpacker in) {
        int size = in.count();
        List<CalendarFact.Period> periods = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            periods.add(new CalendarFact.Period(in.moment(), in.moment()));
        }
        return periods;
    }
}
