/**
 * Who the bearer of a token is: issuers that are believed, their keys, and what their claims mean here; API tokens and their
 * keeper. Asked by the
 * authentication of every process; knows neither rpcs nor roles' meaning, and reaches out to issuers only.
 */
@NullMarked
package io.fawkes.runtime.identity;

import org.jspecify.annotations.NullMarked;
