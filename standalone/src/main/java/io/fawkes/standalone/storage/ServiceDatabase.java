package io.fawkes.standalone.storage;

import io.fawkes.runtime.postgres.PostgresUrl;

/**
 * A service's own database and its two ways in.
 *
 * @param serving as the role that reads and writes rows
 * @param migration as the role that owns the schema
 */
public record ServiceDatabase(PostgresUrl serving, PostgresUrl migration) {}
