/**
 * The rule file: YAML in, rules or a list of mistakes out. Only the configuration reads it.
 * It knows no source and no storage.
 */
@NullMarked
package io.fawkes.anomaly.rules;

import org.jspecify.annotations.NullMarked;
