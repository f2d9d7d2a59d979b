/**
 * Slack and Mattermost as receivers. Called by the configuration, which makes them, and by the outbox, which uses them; knows no rpc
 * and no database.
 */
@NullMarked
package io.fawkes.alerting.chat;

import org.jspecify.annotations.NullMarked;
