/**
 * What stays on the machine between two runs: the data folder with its secrets, and PostgreSQL with a database for each
 * service that stores. Called by the meshes; knows no service but by its name.
 */
@NullMarked
package io.fawkes.standalone.storage;

import org.jspecify.annotations.NullMarked;
