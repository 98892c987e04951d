package org.onrecord.traversal.plan;

import java.util.Collections;
import java.util.List;

import graphql.language.SourceLocation;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.limits.Limits;

/** Parses and checks the global ids in the arguments of one field. */
record GlobalIds(Graph graph, Limits limits, SourceLocation location) {

    /** The primary key in a global id that must be of this type. */
    long key(NodeType type, Object text) {
        GlobalId id = parse(text);
        if (!id.type().equals(type.name())) {
            throw invalid("\"" + text + "\" is the id of a node of type " + id.type() + ", not " + type.name() + ".");
        }
        return id.key();
    }

    /** A global id that must be of one of these types. */
    GlobalId ofTypes(List<String> types, Object text) {
        GlobalId id = parse(text);
        if (!types.contains(id.type())) {
            throw invalid("\"" + text + "\" is the id of a node of type " + id.type() + ", not of one of "
                    + String.join(", ", types) + ".");
        }
        return id;
    }

    /**
     * @param texts one id or a list of ids
     * @param malformedAsNull whether the result has null in the place of a malformed id; otherwise the first one is an
     *     error
     */
    List<GlobalId> list(Object texts, boolean malformedAsNull) {
        List<?> list = texts instanceof List<?> several ? several : Collections.singletonList(texts);
        if (list.contains(null)) {
            throw invalid("An id must not be null.");
        }
        int max = limits.page().maxSize();
        if (list.size() > max) {
            throw new ApiException(
                    ErrorCode.PAGE_SIZE_LIMIT_EXCEEDED,
                    "`ids` takes at most " + max + " ids, not " + list.size() + ". Split the request.",
                    location);
        }
        return list.stream()
                .map(text -> malformedAsNull ? parseOrNull(text) : parse(text))
                .toList();
    }

    GlobalId parse(Object text) {
        GlobalId id = parseOrNull(text);
        if (id == null) {
            throw invalid("\"" + text + "\" is not an id. Ids are opaque: use the `id` field of a node.");
        }
        return id;
    }

    private GlobalId parseOrNull(Object text) {
        GlobalId id = text == null ? null : GlobalId.parse((String) text);
        return id == null || !graph.has(id.type()) ? null : id;
    }

    private ApiException invalid(String message) {
        return new ApiException(ErrorCode.BAD_USER_INPUT, message, location);
    }
}
