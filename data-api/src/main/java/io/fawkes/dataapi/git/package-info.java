/**
 * What the forges tell alike, because one took it from the other or both from git: commits of a push, what messages, paths
 * and branches say. It knows their JSON and the domain, and no forge.
 */
@NullMarked
package io.fawkes.dataapi.git;

import org.jspecify.annotations.NullMarked;
