package io.fawkes.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What insights answered about one service.
 *
 * @param dora the answer, as the door gives it
 */
public record Report(String service, JsonNode dora) {}
