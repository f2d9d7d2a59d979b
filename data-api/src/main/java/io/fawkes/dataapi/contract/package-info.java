/**
 * Facts as messages of the contract, both ways: how they are stored, streamed and shown.
 */
@NullMarked
package io.fawkes.dataapi.contract;

import org.jspecify.annotations.NullMarked;
