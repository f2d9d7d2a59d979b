package io.fawkes.alerting.domain.mute;

import io.fawkes.alerting.domain.alert.Fingerprint;
import java.util.UUID;

/**
 * Another alert mutes this one.
 *
 * @param rule the rule, as it is shown
 * @param source id of the alert that mutes
 * @param fingerprint its label set
 */
public record Inhibited(String rule, UUID source, Fingerprint fingerprint) {}
