/**
 * Tekton's own CloudEvents: runs of pipelines and tasks, and how each becomes a build or a deployment. It knows Tekton's
 * JSON and the domain, and no envelope.
 */
@NullMarked
package io.fawkes.dataapi.tekton;

import org.jspecify.annotations.NullMarked;
