package org.onrecord.traversal.execution;

import java.nio.charset.StandardCharsets;

/**
 * A part of a response that is JSON text already, usually written by PostgreSQL. Nothing parses or changes it on the
 * way to the client.
 *
 * @param utf8 the JSON text
 */
public record RawJson(byte[] utf8) {

    static RawJson of(String json) {
        return new RawJson(json.getBytes(StandardCharsets.UTF_8));
    }
}
