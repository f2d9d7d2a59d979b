package io.fawkes.alerting.egress;

import io.fawkes.alerting.domain.group.SentMessages;

/**
 * What channels share.
 *
 * @param posts posts by HTTP
 * @param sent how receivers call what they were told
 */
public record Outlets(Posts posts, SentMessages sent) {}
