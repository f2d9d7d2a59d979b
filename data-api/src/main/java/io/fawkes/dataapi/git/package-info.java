/**
 * What the forges tell alike, because one took it from the other: commits of a push. It knows their JSON and the domain,
 * and no forge.
 */
@NullMarked
package io.fawkes.dataapi.git;

import org.jspecify.annotations.NullMarked;
