package io.fawkes.runtime.postgres;

import com.google.protobuf.ByteString;

/**
 * One effect to be had outside, on its way to a sender.
 *
 * @param id of the row
 * @param topic kind of effect
 * @param key idempotency key: the same in every attempt, to be handed to the receiver where it knows such keys
 * @param payload what the enqueuer wrote
 * @param attempt counts from 1
 * @param repeated whether an earlier attempt may have had its effect already
 * @param epoch the claim that may settle this attempt
 */
public record OutboxMessage(
        long id, String topic, String key, ByteString payload, int attempt, boolean repeated, long epoch) {}
