package org.onrecord.publishing;

import java.util.Map;

import jakarta.persistence.EntityManager;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.model.VersionedEntity;
import org.onrecord.mutation.input.MergeInput.SeenInput;
import org.onrecord.traversal.graph.GlobalId;

/** Finds nodes that are to be changed, if they are still what the one who changes them has seen. */
final class Seen {

    private final Changes changes;
    private final EntityManager entityManager;

    Seen(Changes changes, EntityManager entityManager) {
        this.changes = changes;
        this.entityManager = entityManager;
    }

    <E extends VersionedEntity> E node(Class<E> type, SeenInput input, String path) {
        return node(type, input.id(), input.version(), path);
    }

    /** @throws ApiException where there is no such node, or it has another version */
    <E extends VersionedEntity> E node(Class<E> type, String id, int version, String path) {
        GlobalId parsed = GlobalId.parse(id);
        E node = parsed == null || !parsed.type().equals(type.getSimpleName())
                ? null
                : entityManager.find(type, parsed.key());
        if (node == null) {
            throw BadField.at(path + ".id", "names no " + type.getSimpleName() + " in the graph");
        } else if (node.version != version) {
            throw new ApiException(
                    ErrorCode.CONFLICT,
                    "Someone else has changed it: you have seen version " + version + ", and now it has version "
                            + node.version + ". Read it again.",
                    Map.of("currentVersion", node.version));
        }
        return changes.node(node);
    }
}
