package org.onrecord.websocket;

import jakarta.json.JsonValue;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * The messages that a server sends in the protocol graphql-transport-ws, as JSON text. Payloads are JSON text
 * already.
 */
final class ServerMessage {

    private ServerMessage() {}

    static String connectionAck() {
        return message("", "connection_ack", "");
    }

    /** @param payload of the ping; null if it has none */
    static String pong(JsonValue payload) {
        return message("", "pong", payload == null ? "" : payload.toString());
    }

    static String next(String id, String payload) {
        return message(id, "next", payload);
    }

    static String error(String id, String errors) {
        return message(id, "error", errors);
    }

    static String complete(String id) {
        return message(id, "complete", "");
    }

    private static String message(String id, String type, String payload) {
        String idMember = id.isEmpty() ? "" : "\"id\":" + JSON_PROVIDER.createValue(id) + ",";
        String payloadMember = payload.isEmpty() ? "" : ",\"payload\":" + payload;
        return "{" + idMember + "\"type\":\"" + type + "\"" + payloadMember + "}";
    }
}
