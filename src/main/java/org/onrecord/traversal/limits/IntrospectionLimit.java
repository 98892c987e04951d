package org.onrecord.traversal.limits;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.introspection.GoodFaithIntrospection;
import graphql.introspection.Introspection;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.normalized.ExecutableNormalizedOperationFactory.Options;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * Limits introspection. The types of a schema form cycles, so that the response to a short query may be very large.
 * This class replaces graphql-java's limit, which allows one {@code __type} in a query.
 */
public final class IntrospectionLimit {

    private static final String SCHEMA = Introspection.SchemaMetaFieldDef.getName();
    private static final String TYPE = Introspection.TypeMetaFieldDef.getName();

    /** The most {@code __type} fields in a query. */
    private static final int MAX_TYPES = 10;

    /** Lists of a {@code __Type}. Each {@code __schema} and {@code __type} may select each of them once. */
    private static final Set<String> LISTS = Set.of("fields", "inputFields", "interfaces", "possibleTypes");

    private IntrospectionLimit() {}

    /** @throws ApiException if the operation introspects more than the limit allows */
    public static void require(ExecutionContext context) {
        context.getGraphQLContext().put(GoodFaithIntrospection.GOOD_FAITH_INTROSPECTION_DISABLED, true);
        int schemas = 0;
        int types = 0;
        for (ExecutableNormalizedField field : fields(context)) {
            schemas += field.getName().equals(SCHEMA) ? 1 : 0;
            types += field.getName().equals(TYPE) ? 1 : 0;
            if (field.getName().equals(SCHEMA) || field.getName().equals(TYPE)) {
                requireListsOnce(field);
            }
        }
        if (schemas > 1 || types > MAX_TYPES) {
            throw exceeded();
        }
    }

    private static Iterable<ExecutableNormalizedField> fields(ExecutionContext context) {
        try {
            return ExecutableNormalizedOperationFactory.createExecutableNormalizedOperation(
                            context.getGraphQLSchema(),
                            context.getOperationDefinition(),
                            context.getFragmentsByName(),
                            context.getCoercedVariables(),
                            Options.defaultOptions()
                                    .maxFieldsCount(GoodFaithIntrospection.GOOD_FAITH_MAX_FIELDS_COUNT)
                                    .maxChildrenDepth(GoodFaithIntrospection.GOOD_FAITH_MAX_DEPTH_COUNT)
                                    .locale(context.getLocale())
                                    .graphQLContext(context.getGraphQLContext()))
                    .getTopLevelFields();
        } catch (AbortExecutionException e) { // Too many fields, or too many levels.
            throw exceeded();
        }
    }

    private static void requireListsOnce(ExecutableNormalizedField root) {
        Map<String, Integer> lists = new HashMap<>();
        root.traverseSubTree(field -> {
            if (field.getObjectTypeNames().contains("__Type") && LISTS.contains(field.getName())) {
                if (lists.merge(field.getName(), 1, Integer::sum) > 1) {
                    throw exceeded();
                }
            }
        });
    }

    private static ApiException exceeded() {
        return new ApiException(
                ErrorCode.INTROSPECTION_LIMIT_EXCEEDED,
                "A query may have one `__schema` and " + MAX_TYPES + " `__type`, and each of these may select each list"
                        + " of a `__Type` once. A query with introspection may have at most "
                        + GoodFaithIntrospection.GOOD_FAITH_MAX_FIELDS_COUNT + " fields, on "
                        + GoodFaithIntrospection.GOOD_FAITH_MAX_DEPTH_COUNT + " levels. To read the whole schema, send"
                        + " the query of GraphiQL or GET /graphql/schema.graphql.");
    }
}
