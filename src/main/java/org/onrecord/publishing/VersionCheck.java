package org.onrecord.publishing;

import java.util.Map;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.model.VersionedEntity;
import org.onrecord.mutation.input.NodeVersion;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.publishing.persistence.WriteContext;

/** Optimistic locking: a node is changed only if it has the version that the client has read. */
final class VersionCheck {

    private VersionCheck() {}

    /**
     * Finds a node and registers it for changes.
     *
     * @throws ApiException if there is no such node, or if it has another version
     */
    static <E extends VersionedEntity> E find(WriteContext context, Class<E> type, NodeVersion input, FieldPath path) {
        E node = context.lookup().findById(type, input.id());
        if (node == null) {
            throw path.field("id").error("is not the id of a stored " + type.getSimpleName());
        } else if (node.version != input.version()) {
            throw new ApiException(
                    ErrorCode.CONFLICT,
                    "The node was changed after it was read: it has version " + node.version + ", not version "
                            + input.version() + ". Read it again.",
                    Map.of("currentVersion", node.version));
        }
        return context.unitOfWork().register(node);
    }
}
