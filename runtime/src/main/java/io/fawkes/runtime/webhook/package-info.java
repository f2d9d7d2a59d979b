/**
 * How senders of webhooks that do not sign are believed. Values over the JDK and the settings, so that a domain may hold them; they
 * know no transport and no source.
 */
@NullMarked
package io.fawkes.runtime.webhook;

import org.jspecify.annotations.NullMarked;
