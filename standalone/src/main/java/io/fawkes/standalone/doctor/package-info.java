/**
 * Examines a mesh, running or not, and says in one line each what is right, what is not, and what mends it. The {@code
 * doctor} command calls it with what the settings say; it knows no service and no shape of the mesh, and changes nothing
 * but the inbox, where its self-test is kept as a delivery.
 */
@NullMarked
package io.fawkes.standalone.doctor;

import org.jspecify.annotations.NullMarked;
