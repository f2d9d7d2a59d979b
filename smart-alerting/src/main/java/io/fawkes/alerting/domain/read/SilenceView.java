package io.fawkes.alerting.domain.read;

import io.fawkes.alerting.domain.mute.Silence;

/**
 * A silence with what it is now.
 *
 * @param silence the silence
 * @param state where it is in its life, by the database's clock
 */
public record SilenceView(Silence silence, Silence.State state) {}
