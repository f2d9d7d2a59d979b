/**
 * Rules: what is watched, and how. The rule file makes them, the watching and the rpcs read them.
 * It knows no source and no storage.
 */
@NullMarked
package io.fawkes.anomaly.domain.rule;

import org.jspecify.annotations.NullMarked;
