/**
 * Who is let in, and how often. Both ways of calling, REST and gRPC, ask here before anything is handed on; knows neither HTTP
 * nor what is called.
 */
@NullMarked
package io.fawkes.gateway.access;

import org.jspecify.annotations.NullMarked;
