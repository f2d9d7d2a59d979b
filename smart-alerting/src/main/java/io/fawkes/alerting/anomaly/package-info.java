/**
 * anomaly-detection as smart-alerting follows it: its anomalies as alerts. Called by the composition root only; knows no
 * rpc of ours and no database.
 */
@NullMarked
package io.fawkes.alerting.anomaly;

import org.jspecify.annotations.NullMarked;
