/**
 * GitHub's webhooks: signature, events, and how each event becomes revisions. It knows GitHub's JSON and the domain.
 */
@NullMarked
package io.fawkes.dataapi.github;

import org.jspecify.annotations.NullMarked;
