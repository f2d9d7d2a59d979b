/**
 * CDEvents, and whatever else comes as CloudEvents: their envelope, and how each event becomes revisions. It knows their
 * JSON and the domain, and hands Tekton's own events on to {@code tekton}.
 */
@NullMarked
package io.fawkes.dataapi.cdevents;

import org.jspecify.annotations.NullMarked;
