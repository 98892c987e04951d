package org.onrecord.mutation.input;

import java.util.List;

/** Names a node by one of its keys, or is the node. */
@ExactlyOne
interface Reference {

    /** The names of the keys, for a message. */
    String names();

    /** What is given of them, null for the others. */
    List<Object> keys();
}
