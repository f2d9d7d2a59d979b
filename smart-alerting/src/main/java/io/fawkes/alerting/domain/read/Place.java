package io.fawkes.alerting.domain.read;

import io.fawkes.alerting.domain.alert.AlertState;
import java.time.Instant;
import java.util.Optional;

/**
 * A group that an alert is or was in.
 *
 * @param group the group with what was told of it
 * @param left whether the alert left it
 */
public record Place(GroupView group, boolean left) {

    /** For people, in a sentence: what is told of {@code alert} here next, or why nothing is. */
    public String outlook(AlertView alert) {
        if (left) {
            return "It left this group; nothing of the group concerns it any more.";
        }
        return group.dueAt().map(at -> waiting(alert, at)).orElse("The group is closed.");
    }

    private String waiting(AlertView alert, Instant due) {
        if (!group.mutes().by().isEmpty()) {
            return "Nobody is told while %s holds; looked at again at %s."
                    .formatted(String.join(", ", group.mutes().by()), due);
        }
        if (alert.isSuppressed()) {
            return "It is left out of what is told at %s as long as it is muted.".formatted(due);
        }
        return last().map(last -> after(last, alert, due)).orElseGet(() -> first(alert, due));
    }

    private Optional<NotificationView> last() {
        return group.details().notifications().stream().reduce((_, later) -> later);
    }

    private String first(AlertView alert, Instant due) {
        if (alert.state() != AlertState.FIRING) {
            return "Nobody was told of it, so nobody is told of its end.";
        }
        return group.looks() == 0
                ? "It is told for the first time at %s.".formatted(due)
                : "%s has no integration, so nobody is told.".formatted(group.receiver());
    }

    private String after(NotificationView last, AlertView alert, Instant due) {
        return switch (last.progress().state()) {
            case DEAD ->
                "The last message was given up (%s): it may be replayed. What is new is told at %s."
                        .formatted(last.progress().lastError(), due);
            case READY, SENDING, UNKNOWN ->
                "A message is on its way, %d attempts so far; until it is settled nothing else is told."
                        .formatted(last.progress().attempts());
            case DONE -> settled(alert, due);
        };
    }

    private static String settled(AlertView alert, Instant due) {
        return alert.state() == AlertState.FIRING
                ? "%s is told at %s only what is new by then, or the same again after repeat_interval."
                        .formatted("The receiver", due)
                : "Its end is told at %s if it is still owed, and it leaves the group.".formatted(due);
    }
}
