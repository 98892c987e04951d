package org.onrecord.publishing;

import org.onrecord.mutation.input.NodeInput;

/** An input that is published together with others, with the keys that it writes and references. */
public final class BatchEntry {

    private final NodeInput input;
    private final InputKeys keys;

    public BatchEntry(NodeInput input) {
        this.input = input;
        this.keys = InputKeys.of(input);
    }

    public NodeInput input() {
        return input;
    }

    public InputKeys keys() {
        return keys;
    }
}
