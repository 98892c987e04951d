package org.onrecord.mutation.input;

/** An input that names a node and the version that the client has read, for optimistic locking. */
public interface NodeVersion {

    /** The description of the component {@code version}. */
    String VERSION =
            "The `version` that the client has read. If the node has another version by now, the mutation fails"
                    + " with the error code CONFLICT.";

    /** The global id of the node. */
    String id();

    Integer version();
}
