package io.fawkes.dataapi.domain.fact;

import java.time.Instant;
import java.util.Optional;

/**
 * A time during which one team owned a service: until the next term begins.
 *
 * @param team {@code teams/{team}}; empty means nobody
 * @param start when it began; empty means since ever
 */
public record TeamTerm(String team, Optional<Instant> start) {}
