/**
 * Webhook requests: judged, kept with their outcome, turned into facts. Sources and the inbox are its ports.
 */
@NullMarked
package io.fawkes.dataapi.domain.inbox;

import org.jspecify.annotations.NullMarked;
