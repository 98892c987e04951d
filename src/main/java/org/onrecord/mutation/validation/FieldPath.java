package org.onrecord.mutation.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * The path of a field in an input, for example {@code input.appearances[2].quote.text}. An error names its field by the
 * path. An import builds many paths and reports few errors, so the text is built on demand.
 */
public final class FieldPath {

    /** The argument of a mutation. */
    public static final FieldPath INPUT = new FieldPath(null, "input");

    /** The root of an import line: its path is empty. */
    public static final FieldPath LINE = new FieldPath(null, "");

    private final FieldPath parent;
    private final String segment;

    private FieldPath(FieldPath parent, String segment) {
        this.parent = parent;
        this.segment = segment;
    }

    public FieldPath field(String name) {
        return new FieldPath(this, this == LINE ? name : "." + name);
    }

    /** @param index from 0 */
    public FieldPath element(int index) {
        return new FieldPath(this, "[" + index + "]");
    }

    /** Applies a function to each element of a list and to its path. */
    public <I, O> List<O> mapElements(List<I> elements, BiFunction<I, FieldPath, O> function) {
        List<O> results = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            results.add(function.apply(elements.get(i), element(i)));
        }
        return results;
    }

    /** @param predicate continues a sentence whose subject is the field, without the full stop: "must not be null" */
    public ApiException error(String predicate) {
        return error(predicate, Map.of());
    }

    /** @param details more {@code extensions} of the error, beside {@code field} */
    public ApiException error(String predicate, Map<String, Object> details) {
        Map<String, Object> extensions = new LinkedHashMap<>(details);
        extensions.put("field", toString());
        return new ApiException(ErrorCode.BAD_USER_INPUT, "`" + this + "` " + predicate + ".", extensions);
    }

    @Override
    public String toString() {
        return parent == null ? segment : parent + segment;
    }
}
