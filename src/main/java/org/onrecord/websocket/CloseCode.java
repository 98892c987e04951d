package org.onrecord.websocket;

/**
 * Why the service closes a WebSocket. Codes from 1000 are those of RFC 6455, from 4400 those of graphql-transport-ws;
 * 4290 is a code of this service.
 */
enum CloseCode {
    /** The service stops. The client reconnects to another replica. */
    GOING_AWAY(1001),
    /** A frame violates RFC 6455. */
    PROTOCOL_ERROR(1002),
    /** A message is longer than the body of a request may be. */
    MESSAGE_TOO_BIG(1009),
    /** The issuer of access tokens does not answer. The client may reconnect after a moment. */
    TRY_AGAIN_LATER(1013),
    /** The client does not read fast enough, or does not answer a ping. */
    TOO_SLOW(4290),
    /** A message violates the protocol. */
    INVALID_MESSAGE(4400),
    /** The client subscribes before {@code connection_init}, or has no access token although reading requires one. */
    UNAUTHORIZED(4401),
    /** The access token is invalid or has expired. */
    FORBIDDEN(4403),
    /** The client does not offer the subprotocol. */
    SUBPROTOCOL_NOT_ACCEPTABLE(4406),
    /** The client does not send {@code connection_init} in time. */
    INIT_TIMEOUT(4408),
    /** An operation with the same id is running. */
    SUBSCRIBER_EXISTS(4409),
    /** The client sends {@code connection_init} twice. */
    TOO_MANY_INITS(4429),
    /** The service failed. */
    INTERNAL_ERROR(4500);

    final short code;

    CloseCode(int code) {
        this.code = (short) code;
    }
}
