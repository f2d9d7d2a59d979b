package io.fawkes.alerting.domain.read;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.AlertState;

/**
 * An alert with what it is now.
 *
 * @param alert the alert
 * @param state whether it fires, by the database's clock
 */
public record AlertView(Alert alert, AlertState state) {}
