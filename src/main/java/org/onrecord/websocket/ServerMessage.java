package org.onrecord.websocket;

import jakarta.json.JsonValue;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * The messages that a server sends in the protocol graphql-transport-ws, as JSON text. Payloads are JSON text
 * already.
 */
final class ServerMessage {

    static final String END = "}";

    private ServerMessage() {}

    static String connectionAck() {
        return message("", "connection_ack", "");
    }

    /** @param payload of the ping; null if it has none */
    static String pong(JsonValue payload) {
        return message("", "pong", payload == null ? "" : payload.toString());
    }

    /** The text before the payload of a message. {@link #END} is the text behind it. */
    static String next(String id) {
        String message = message(id, "next", "null");
        return message.substring(0, message.length() - "null".length() - END.length());
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
        return "{" + idMember + "\"type\":\"" + type + "\"" + payloadMember + END;
    }
}
