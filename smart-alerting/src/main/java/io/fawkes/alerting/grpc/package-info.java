/**
 * smart-alerting's rpcs over its use cases, and its refusals as statuses. It knows no database.
 */
@NullMarked
package io.fawkes.alerting.grpc;

import org.jspecify.annotations.NullMarked;
