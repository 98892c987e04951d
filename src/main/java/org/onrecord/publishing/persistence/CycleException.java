package org.onrecord.publishing.persistence;

import org.onrecord.error.ApiException;

/** Rejects a reference that leads back to its node. Another write can make the same reference valid. */
public final class CycleException extends ApiException {

    CycleException(ApiException rejection) {
        super(rejection);
    }
}
