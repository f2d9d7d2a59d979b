/**
 * The rules of the contract that buf does not know, and the proof that each of them can fail. Nobody calls it but the build.
 */
@NullMarked
package io.fawkes.proto;

import org.jspecify.annotations.NullMarked;
