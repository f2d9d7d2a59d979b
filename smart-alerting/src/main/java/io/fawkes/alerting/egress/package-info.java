/**
 * What leaves smart-alerting for receivers: messages as they were kept, checked addresses, posts, and who may be told now. Called
 * by the rooms of the receivers and by the composition root; knows no rpc and no database.
 */
@NullMarked
package io.fawkes.alerting.egress;

import org.jspecify.annotations.NullMarked;
