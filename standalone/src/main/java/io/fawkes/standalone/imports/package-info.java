/**
 * The client of {@code fawkes import}: sends files to a mesh through its public door and hears how they fare. The command
 * comes here. It knows the door's REST surface and nothing of the mesh behind it.
 */
@NullMarked
package io.fawkes.standalone.imports;

import org.jspecify.annotations.NullMarked;
