package org.onrecord.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;

/**
 * An error of a response, with a code.
 *
 * @param locations in the document; empty if unknown
 * @param path of the response field; null if the error is not about a field
 * @param details for {@code extensions}, beside the code
 */
public record ApiError(
        ErrorCode code, String message, List<SourceLocation> locations, List<Object> path, Map<String, Object> details)
        implements GraphQLError {

    /** Characters of a text. Messages and details repeat parts of the request, which may be long. */
    private static final int MAX_TEXT = 1000;

    /** The beginning of a value or a name that is longer than a message needs. The delimiter after it stays. */
    private static final Pattern LONG_WORD = Pattern.compile("([^\\s\"'`]{100})[^\\s\"'`]{100,}+");

    public ApiError {
        message = shortened(message);
        locations = locations == null ? List.of() : locations;
        details = shortened(details);
    }

    public ApiError(ErrorCode code, String message) {
        this(code, message, List.of(), null, Map.of());
    }

    public ApiError(ErrorCode code, String message, List<SourceLocation> locations) {
        this(code, message, locations, null, Map.of());
    }

    /** Shortens what the text repeats. Its end stays, because it says what to do instead. */
    private static String shortened(String text) {
        String shortWords = LONG_WORD.matcher(text).replaceAll("$1…");
        if (shortWords.length() <= MAX_TEXT) {
            return shortWords;
        }
        String begin = shortWords.substring(0, MAX_TEXT / 2);
        String end = shortWords.substring(shortWords.length() - MAX_TEXT / 2);
        // The cuts may be inside of surrogate pairs.
        return (begin + "…" + end).replaceAll("[\\ud800-\\udbff]…|…[\\udc00-\\udfff]", "…");
    }

    private static Map<String, Object> shortened(Map<String, Object> details) {
        Map<String, Object> texts = new LinkedHashMap<>(details);
        texts.replaceAll((name, value) -> value instanceof String text ? shortened(text) : value);
        return texts;
    }

    /** This error, as the error of a field of the response. */
    public ApiError at(List<Object> path) {
        return new ApiError(code, message, locations, path, details);
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public List<SourceLocation> getLocations() {
        return locations;
    }

    @Override
    public List<Object> getPath() {
        return path;
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorType.DataFetchingException;
    }

    @Override
    public Map<String, Object> getExtensions() {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code);
        extensions.putAll(details);
        return extensions;
    }

    /**
     * The error as JSON (GraphQL specification, 7.1.2).
     *
     * @param requestId of the request, for {@code extensions}
     */
    public Map<String, Object> toJson(String requestId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        if (!locations.isEmpty()) {
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
        extensions.put("code", code);
        extensions.put("requestId", requestId);
        extensions.putAll(details);
        error.put("extensions", extensions);
        return error;
    }
}
