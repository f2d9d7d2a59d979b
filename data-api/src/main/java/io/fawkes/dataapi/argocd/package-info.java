/**
 * Argo CD's notifications: bodies that our own template writes, and how an operation becomes a deployment. It knows the
 * template (helm/argocd/notifications.yaml) and the domain.
 */
@NullMarked
package io.fawkes.dataapi.argocd;

import org.jspecify.annotations.NullMarked;
