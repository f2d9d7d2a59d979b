/**
 * GitLab's webhooks: token, events, and how each event becomes revisions. It knows GitLab's JSON and the domain.
 */
@NullMarked
package io.fawkes.dataapi.gitlab;

import org.jspecify.annotations.NullMarked;
