package io.fawkes.alerting.domain.read;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.AlertState;
import io.fawkes.alerting.domain.mute.Muting;

/**
 * An alert with what it is now.
 *
 * @param alert the alert
 * @param state whether it fires, by the database's clock
 * @param muting what mutes it now, whether or not it fires
 */
public record AlertView(Alert alert, AlertState state, Muting muting) {

    /** Whether it fires and is not told since something mutes it. */
    public boolean isSuppressed() {
        return state == AlertState.FIRING && muting.isMuted();
    }

    /** The same with what mutes it. */
    public AlertView with(Muting found) {
        return new AlertView(alert, state, found);
    }
}
