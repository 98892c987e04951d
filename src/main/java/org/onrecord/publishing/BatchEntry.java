package org.onrecord.publishing;

import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.NodeInput;

/** An input that is published together with others, with the keys that it writes and references. */
public final class BatchEntry {

    private final NodeInput input;
    private final ArticleInput given;
    private final InputKeys keys;

    public BatchEntry(NodeInput input) {
        this(input, input.article(), InputKeys.of(input));
    }

    /** @param given the input of the article without what was read in it; null if the input is no article */
    BatchEntry(NodeInput input, ArticleInput given, InputKeys keys) {
        this.input = input;
        this.given = given;
        this.keys = keys;
    }

    public NodeInput input() {
        return input;
    }

    ArticleInput given() {
        return given;
    }

    /** Whether the appearances of the article were read. */
    boolean isRead() {
        return given != input.article();
    }

    public InputKeys keys() {
        return keys;
    }
}
