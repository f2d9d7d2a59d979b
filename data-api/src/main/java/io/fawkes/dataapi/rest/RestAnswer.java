package io.fawkes.dataapi.rest;

import io.fawkes.dataapi.domain.Bytes;
import java.util.Optional;

/**
 * An answer in full.
 *
 * @param body the body
 * @param next the page that its {@code Link} header calls next, as a target to ask for; empty if it names none
 */
public record RestAnswer(Bytes body, Optional<String> next) {}
