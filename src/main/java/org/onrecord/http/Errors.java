package org.onrecord.http;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import graphql.ExceptionWhileDataFetching;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.InvalidSyntaxError;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.execution.UnknownOperationException;
import graphql.execution.conditional.ConditionalNodes;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import graphql.language.SourceLocation;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import org.jboss.logging.Logger;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.observability.RequestId;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.schema.TraversalSchema;

/**
 * Turns what went wrong into the errors of a response. Each has a code of {@link ErrorCode} and a message for the client's
 * developer; what only concerns the service goes to the log.
 */
@Singleton
public final class Errors {

    private static final Logger LOG = Logger.getLogger(Errors.class);

    /** graphql-java names its own classes where the developer wrote a literal. */
    private static final Pattern LITERAL =
            Pattern.compile("\\b(?:String|Int|Float|Boolean|Enum)Value\\{(?:value|name)=(?:'(.*?)'|(.*?))\\}");

    private static final int LONGEST_MESSAGE = 1000;

    private static final Pattern WITH_VALUE =
            Pattern.compile(" with value '.*?(?:'(?= (?:is|must|has|contains|does)\\b)|$)", Pattern.DOTALL);
    private static final Pattern NOT_AN_OBJECT = Pattern.compile("Expected type 'Map' but was '\\w+'\\. .*");
    private static final Pattern LITERAL_TYPES =
            Pattern.compile("an AST type of '(\\w+)Value' but it was a '(\\w+)Value'");
    private static final Pattern PREFIX = Pattern.compile("^Validation error \\(\\w+(?:@\\[[^\\]]*\\])?\\) ?: ");

    /** What graphql-java calls the value of a variable, and what its sender does. */
    private static final Map<String, String> JSON_TYPES = Map.of(
            "'BigDecimal'", "'Float'",
            "'Double'", "'Float'",
            "'BigInteger'", "'Int'",
            "'Integer'", "'Int'",
            "'Long'", "'Int'",
            "'LinkedHashMap'", "object",
            "'HashMap'", "object",
            "'ArrayList'", "list");

    private static final Pattern UNDEFINED_FIELD = Pattern.compile("Field '(\\w+)' in type '(\\w+)' is undefined");

    private final GraphQLSchema schema;
    private final Limits limits;

    Errors(@TraversalSchema GraphQLSchema schema, Limits limits) {
        this.schema = schema;
        this.limits = limits;
    }

    /** One error as the response has it. */
    public static Map<String, Object> error(ErrorCode code, String message) {
        return error(code, message, null, null);
    }

    private static Map<String, Object> error(
            ErrorCode code, String message, List<SourceLocation> locations, List<Object> path) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        if (locations != null && !locations.isEmpty()) {
            error.put(
                    "locations",
                    locations.stream()
                            .map(location -> Map.of("line", location.getLine(), "column", location.getColumn()))
                            .toList());
        }
        if (path != null) {
            error.put("path", path);
        }
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(ApiException.CODE, code);
        extensions.put("requestId", RequestId.current());
        error.put("extensions", extensions);
        return error;
    }

    public List<Map<String, Object>> of(List<GraphQLError> errors) {
        List<Map<String, Object>> all = new ArrayList<>();
        errors.forEach(error -> all.add(of(error)));
        return all;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> of(GraphQLError error) {
        if (error instanceof ExceptionWhileDataFetching fetching) {
            Map<String, Object> failure = of(fetching.getException());
            failure.put("path", error.getPath());
            return failure;
        }
        Map<String, Object> described = describe(error);
        if (isOurs(error)) {
            ((Map<String, Object>) described.get("extensions")).putAll(error.getExtensions());
        }
        return described;
    }

    private Map<String, Object> describe(GraphQLError error) {
        ErrorCode code = code(error);
        if (code == ErrorCode.INTROSPECTION_LIMIT_EXCEEDED) {
            return error(
                    code,
                    "Introspection may ask for `__schema`, for `__type` and for each list of a `__Type` once. Take the"
                            + " whole schema, as GraphiQL does, or /graphql/schema.graphql.");
        }
        String message = code == ErrorCode.INTERNAL_SERVER_ERROR
                ? internal(error instanceof Throwable thrown ? thrown : new GraphQLException(error.getMessage()))
                : shortened(isOurs(error) ? error.getMessage() : readable(shortened(error.getMessage())));
        return error(code, message, error.getLocations(), error.getPath());
    }

    private static boolean isOurs(GraphQLError error) {
        return code(error.getExtensions()) != null;
    }

    /** The code in the extensions of an error; null where there is none of ours. */
    static ErrorCode code(Map<?, ?> extensions) {
        return extensions != null && extensions.get(ApiException.CODE) instanceof ErrorCode code ? code : null;
    }

    /** Messages repeat what was sent, which may be long. */
    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    private static ErrorCode code(GraphQLError error) {
        if (isOurs(error)) {
            return code(error.getExtensions());
        } else if (error instanceof InvalidSyntaxError) {
            return ErrorCode.GRAPHQL_PARSE_FAILED;
        } else if (error instanceof ValidationError) {
            return ErrorCode.GRAPHQL_VALIDATION_FAILED;
        } else if (error instanceof BadFaithIntrospectionError) {
            return ErrorCode.INTROSPECTION_LIMIT_EXCEEDED;
        } else if (error instanceof UnknownOperationException) {
            return ErrorCode.OPERATION_RESOLUTION_FAILURE;
        } else if (error instanceof CoercingParseValueException
                || error instanceof InputMapDefinesTooManyFieldsException
                || error instanceof NonNullableValueCoercedAsNullException
                || error instanceof OneOfTooManyKeysException
                || error instanceof OneOfNullValueException) {
            return ErrorCode.BAD_USER_INPUT;
        }
        return ErrorCode.INTERNAL_SERVER_ERROR;
    }

    /** A failure that left no response at all. */
    public Map<String, Object> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseFailure database) {
                return of(database);
            } else if (cause instanceof SQLException sql) {
                return of(new DatabaseFailure(sql));
            } else if (cause instanceof ApiException rejected) {
                return of(rejected.toError());
            } else if (cause instanceof GraphQLError error) {
                return of(error);
            } else if (isConditionWithoutValue(cause)) {
                return error(ErrorCode.BAD_USER_INPUT, "The variable of a @skip or @include must not be null.");
            }
        }
        return error(ErrorCode.INTERNAL_SERVER_ERROR, internal(failure));
    }

    /** A variable with a default may stand in @skip or @include and be null all the same; graphql-java stumbles over it. */
    private static boolean isConditionWithoutValue(Throwable failure) {
        return failure.getStackTrace().length > 0
                && failure.getStackTrace()[0].getClassName().equals(ConditionalNodes.class.getName());
    }

    private Map<String, Object> of(DatabaseFailure failure) {
        if (failure.isTimeout()) {
            return error(
                    ErrorCode.QUERY_TIMEOUT,
                    "The query took longer than " + limits.statementTimeout()
                            + ". Ask for less: smaller pages, fewer levels.");
        } else if (failure.isBeyondLimit()) {
            return error(
                    ErrorCode.COST_LIMIT_EXCEEDED,
                    failure.messageForClient() != null
                            ? failure.messageForClient()
                            : "The query is more than the database can do at once. Ask for less.");
        } else if (failure.isTemporary()) {
            LOG.warnf("The database does not answer: %s", failure.getMessage());
            return error(ErrorCode.SERVICE_UNAVAILABLE, "The database does not answer. Try again in a moment.");
        }
        return error(ErrorCode.INTERNAL_SERVER_ERROR, internal(failure));
    }

    private static String internal(Throwable failure) {
        LOG.error("The service failed on a request", failure);
        return "The service failed on this request. Its log has the reason under the request id " + RequestId.current()
                + ".";
    }

    private String readable(String message) {
        String text = PREFIX.matcher(message).replaceFirst("");
        Matcher undefined = UNDEFINED_FIELD.matcher(text);
        if (undefined.matches()) {
            return "`" + undefined.group(2) + "` has no field `" + undefined.group(1) + "`."
                    + suggestion(undefined.group(1), undefined.group(2));
        }
        for (Map.Entry<String, String> type : JSON_TYPES.entrySet()) {
            text = text.replace("it was a " + type.getKey(), "it was a " + type.getValue());
        }
        text = NOT_AN_OBJECT.matcher(text).replaceFirst("Expected an object.");
        text = WITH_VALUE.matcher(text).replaceFirst("");
        text = LITERAL_TYPES.matcher(text).replaceAll("a literal of type '$1' but got one of type '$2'");
        return LITERAL.matcher(text)
                .replaceAll(literal ->
                        Matcher.quoteReplacement(literal.group(1) != null ? literal.group(1) : literal.group(2)));
    }

    private String suggestion(String name, String typeName) {
        if (!(schema.getType(typeName) instanceof GraphQLFieldsContainer type)) {
            return "";
        }
        return type.getFieldDefinitions().stream()
                .map(GraphQLFieldDefinition::getName)
                .filter(field -> distance(name, field) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(field -> distance(name, field)))
                .map(field -> " Did you mean `" + field + "`?")
                .orElse("");
    }

    /** How many letters to insert, delete or replace to make one text the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        Arrays.setAll(previous, j -> j);
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
