/**
 * Files of facts: how they are cut into lines, read and committed step by step. The rpcs, the readers of formats and the
 * database come here. It knows neither a format nor who sends the bytes.
 */
@NullMarked
package io.fawkes.dataapi.domain.imports;

import org.jspecify.annotations.NullMarked;
