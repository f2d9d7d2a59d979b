/**
 * The client of {@code fawkes backfill}: asks a mesh to read a source's past and hears how that goes. The command comes
 * here. It knows the door's REST surface and nothing of the mesh behind it.
 */
@NullMarked
package io.fawkes.standalone.backfill;

import org.jspecify.annotations.NullMarked;
