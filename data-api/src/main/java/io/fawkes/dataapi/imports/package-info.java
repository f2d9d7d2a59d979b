/**
 * The formats of imported files: NDJSON and CSV of the contract's resources, and DevLake's tables by way of its room. The
 * composition root comes here. It knows the contract and the domain, and neither rpcs nor the database.
 */
@NullMarked
package io.fawkes.dataapi.imports;

import org.jspecify.annotations.NullMarked;
