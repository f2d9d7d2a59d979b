/**
 * Alertmanager's API, version 2: its JSON and what its questions mean. {@code grpc} calls it; it knows the domain, no
 * transport and no database.
 */
@NullMarked
package io.fawkes.alerting.apiv2;

import org.jspecify.annotations.NullMarked;
