package org.onrecord.traversal;

/**
 * A part of a response that PostgreSQL has written already. It goes out as it is: nothing on the way reads it.
 *
 * @param utf8 JSON text
 */
public record RawJson(byte[] utf8) {}
