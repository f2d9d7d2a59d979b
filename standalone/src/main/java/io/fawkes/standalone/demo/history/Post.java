package io.fawkes.standalone.demo.history;

import java.time.Instant;

/**
 * One webhook request as its sender would have made it, without the proof of who sent it.
 *
 * @param time when it was sent
 * @param event GitHub's name of the event; empty for senders that name none
 * @param body JSON
 */
public record Post(Instant time, Teller teller, String event, String body) {}
