/**
 * How senders of webhooks are believed: by what they show, or by what they sign. Values over the JDK and the settings, so that a
 * domain may hold them; they know no transport and no source.
 */
@NullMarked
package io.fawkes.runtime.webhook;

import org.jspecify.annotations.NullMarked;
