/**
 * Ninety days of six services as GitHub, Argo CD, Jenkins and Alertmanager would have told them: a pure function of a seed
 * and an end. The demo posts it and tests check it; it knows no network, no clock and nothing of what becomes of it.
 */
@NullMarked
package io.fawkes.standalone.demo.history;

import org.jspecify.annotations.NullMarked;
