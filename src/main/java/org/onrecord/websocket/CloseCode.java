package org.onrecord.websocket;

/** Why the service closes a WebSocket: RFC 6455's codes, those of the protocol graphql-transport-ws, and one of its own. */
enum CloseCode {
    /** The service stops; another replica takes the connection. */
    GOING_AWAY(1001),
    /** A frame is not what RFC 6455 allows. */
    PROTOCOL_ERROR(1002),
    /** A message is longer than a request may be. */
    MESSAGE_TOO_BIG(1009),
    /** Something that the service needs does not answer; connect again in a moment. */
    TRY_AGAIN_LATER(1013),
    /** The client does not read what it is sent, or not fast enough, or answers no ping. */
    TOO_SLOW(4290),
    /** The client sent something else than a message of the protocol. */
    INVALID_MESSAGE(4400),
    /** The client has not introduced itself, or without the access token that it takes. */
    UNAUTHORIZED(4401),
    /** The access token does not count, or no longer. */
    FORBIDDEN(4403),
    /** The client does not speak the protocol. */
    SUBPROTOCOL_NOT_ACCEPTABLE(4406),
    /** The client did not introduce itself in time. */
    INIT_TIMEOUT(4408),
    /** An operation of the same id runs. */
    SUBSCRIBER_EXISTS(4409),
    /** The client introduced itself twice. */
    TOO_MANY_INITS(4429),
    /** The service failed. */
    INTERNAL_ERROR(4500);

    final short code;

    CloseCode(int code) {
        this.code = (short) code;
    }
}
