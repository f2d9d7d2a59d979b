/**
 * The public door of a mesh, as commands speak to it: JSON over HTTP, with a token if there is one. The clients of commands come
 * here. It knows no resource.
 */
@NullMarked
package io.fawkes.standalone.door;

import org.jspecify.annotations.NullMarked;
