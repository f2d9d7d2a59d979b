/**
 * Who the bearer of a signed token is: issuers that are believed, their keys, and what their claims mean here. Asked by the
 * authentication of every process; knows neither rpcs nor roles' meaning, and reaches out to issuers only.
 */
@NullMarked
package io.fawkes.runtime.identity;

import org.jspecify.annotations.NullMarked;
