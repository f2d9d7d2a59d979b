package io.fawkes.alerting.domain.mute;

import io.fawkes.alerting.domain.AlertingException.FieldRefused;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A silence as somebody asks for it; refused with {@link FieldRefused} unless it can be one.
 *
 * @param matchers conditions, all of which must hold
 * @param startsAt from when on; absent or past means now
 * @param endsAt until when
 * @param createdBy who asks, as they call themselves
 * @param comment why
 */
public record SilenceDraft(
        List<Matcher> matchers, Optional<Instant> startsAt, Instant endsAt, String createdBy, String comment) {

    private static final int MOST_MATCHERS = 64;
    private static final int LONGEST_VALUE = 16 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_COMMENT = 4_096;

    public SilenceDraft {
        matchers = List.copyOf(matchers);
        refuse(matchers.isEmpty(), "matchers", "at least one matcher required");
        refuse(matchers.size() > MOST_MATCHERS, "matchers", "more than " + MOST_MATCHERS);
        matchers.forEach(SilenceDraft::check);
        refuse(
                matchers.stream().allMatch(SilenceDraft::matchesNothing),
                "matchers",
                "at least one matcher must not match the empty string");
        refuse(startsAt.filter(endsAt::isAfter).isEmpty() && startsAt.isPresent(), "start_time", "not before the end");
        refuse(createdBy.length() > LONGEST_NAME, "creator", "more than " + LONGEST_NAME + " characters");
        refuse(comment.length() > LONGEST_COMMENT, "comment", "more than " + LONGEST_COMMENT + " characters");
        refuse((createdBy + comment).indexOf('\0') >= 0, "comment", "holds the character U+0000");
    }

    private static void check(Matcher matcher) {
        refuse(matcher.name().isEmpty(), "matchers", "a label without a name");
        refuse(matcher.value().length() > LONGEST_VALUE, "matchers", "a value of more than " + LONGEST_VALUE);
        refuse((matcher.name() + matcher.value()).indexOf('\0') >= 0, "matchers", "holds the character U+0000");
    }

    /** As Alertmanager judges it: a negative matcher counts as one that asks for something. */
    private static boolean matchesNothing(Matcher matcher) {
        boolean isPositive = matcher.operator() == Operator.EQUAL || matcher.operator() == Operator.REGEX;
        return isPositive && matcher.matches(Labels.NONE);
    }

    private static void refuse(boolean isWrong, String field, String problem) {
        if (isWrong) {
            throw new FieldRefused(field, problem);
        }
    }

    /** The silence that it becomes at {@code now}, which must be before its end. */
    Silence silence(UUID id, Instant now) {
        refuse(!endsAt.isAfter(now), "end_time", "end time can't be in the past");
        Instant start = startsAt.filter(now::isBefore).orElse(now);
        return new Silence(id, matchers, start, endsAt, now, now, createdBy, comment);
    }

    /**
     * {@code known} changed in place to what is asked for; empty if that is another silence: other matchers, another start
     * of one that holds, a start in the past of one that does not, and anything of one that is over.
     */
    Optional<Silence> changing(Silence known, Instant now) {
        refuse(!endsAt.isAfter(now), "end_time", "end time can't be in the past");
        Instant start = startsAt.orElseGet(known::startsAt);
        boolean mayStay = sameMatchers(known)
                && switch (known.state(now)) {
                    case ACTIVE -> start.getEpochSecond() == known.startsAt().getEpochSecond();
                    case PENDING -> !start.isBefore(now);
                    case EXPIRED -> false;
                };
        return mayStay
                ? Optional.of(
                        new Silence(known.id(), matchers, start, endsAt, known.createdAt(), now, createdBy, comment))
                : Optional.empty();
    }

    private boolean sameMatchers(Silence known) {
        return matchers.stream()
                .map(Matcher::toString)
                .toList()
                .equals(known.matchers().stream().map(Matcher::toString).toList());
    }
}
