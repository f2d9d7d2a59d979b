/**
 * Mail by SMTP as a receiver. Called by the configuration and by the outbox; knows no rpc and no database.
 */
@NullMarked
package io.fawkes.alerting.email;

import org.jspecify.annotations.NullMarked;
