package io.fawkes.dataapi.domain.imports;

import io.fawkes.dataapi.domain.Bytes;

/**
 * A piece of an upload.
 *
 * @param name of the import; counts in the first piece
 * @param offset byte of the file that the first piece begins with
 * @param partial whether the file goes on in a later upload; counts in the first piece
 * @param bytes what follows the piece before
 */
public record Piece(String name, long offset, boolean partial, Bytes bytes) {}
