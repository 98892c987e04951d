package org.onrecord.http;

/** A request that is answered without being executed; the message says why, and what to send instead. */
final class RefusedRequest extends RuntimeException {

    private final ErrorCode code;

    RefusedRequest(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static RefusedRequest bad(String message) {
        return new RefusedRequest(ErrorCode.BAD_REQUEST, message);
    }

    ErrorCode code() {
        return code;
    }
}
