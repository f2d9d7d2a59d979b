/**
 * Services and the source keys by which facts find them. The catalog's rows are its port.
 */
@NullMarked
package io.fawkes.dataapi.domain.catalog;

import org.jspecify.annotations.NullMarked;
