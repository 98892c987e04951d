package org.onrecord.http;

import org.onrecord.error.ErrorCode;

/** A request that is answered without being executed; the message says why, and what to send instead. */
public final class RefusedRequest extends RuntimeException {

    private final ErrorCode code;

    RefusedRequest(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public static RefusedRequest bad(String message) {
        return new RefusedRequest(ErrorCode.BAD_REQUEST, message);
    }

    public ErrorCode code() {
        return code;
    }
}
