package org.onrecord.http.request;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.error.StorableText;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * Reads JSON texts that clients send: requests and lines of imports. A text is exactly one JSON object. It has no more
 * values and no deeper ones than a limit, and no name twice in one object, because one of its values would be lost.
 */
public final class JsonText {

    private static final JsonParserFactory PARSERS = JSON_PROVIDER.createParserFactory(null);

    /**
     * The largest exponent, positive or negative, of a number. A longer number is cheap to send and expensive to
     * expand.
     */
    private static final int MAX_EXPONENT = 400;

    /** The most values of a short text. A value needs about 100 bytes of the heap. */
    private static final int MIN_VALUES = 10_000;

    /** A text may have one more for so many characters. */
    private static final int CHARACTERS_OF_FURTHER_VALUE = 20;

    private final JsonParser parser;
    private final String what;
    private final int maxDepth;
    private final int maxValues;
    private int values;

    /** The names and the indexes that lead to the current value. */
    private final Deque<Object> path = new ArrayDeque<>();

    private JsonText(JsonParser parser, String what, int maxDepth, int maxValues) {
        this.parser = parser;
        this.what = what;
        this.maxDepth = maxDepth;
        this.maxValues = maxValues;
    }

    /**
     * Reads a JSON object.
     *
     * @param what the subject of error messages: "The body"
     * @param maxDepth the maximum number of nested objects and arrays
     * @throws ApiException if the text is anything else than one JSON object within the limits
     */
    public static JsonObject object(String text, String what, int maxDepth) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            if (!text.stripLeading().startsWith("{")) {
                throw new ApiException(ErrorCode.BAD_REQUEST, what + " must be a JSON object.");
            }
            JsonObject object;
            try {
                parser.next();
                int maxValues = MIN_VALUES + text.length() / CHARACTERS_OF_FURTHER_VALUE;
                object = new JsonText(parser, what, maxDepth, maxValues).object(0);
            } catch (JsonException e) {
                throw new ApiException(
                        ErrorCode.BAD_REQUEST,
                        what + " must be a JSON object. It is not valid JSON at character " + offset(parser) + ".");
            } catch (UnsupportedOperationException e) {
                throw new ApiException(ErrorCode.BAD_REQUEST, what + " contains a number with too many digits.");
            } catch (NumberFormatException e) { // The exponent is larger than those of BigDecimal.
                throw exponentTooLarge();
            }
            requireEnd(parser, what);
            return object;
        }
    }

    private static void requireEnd(JsonParser parser, String what) {
        long end = offset(parser);
        try {
            if (!parser.hasNext()) {
                return;
            }
        } catch (JsonException e) {
            // The text that follows is no JSON.
        }
        throw new ApiException(
                ErrorCode.BAD_REQUEST,
                what + " must be one JSON object, but text follows the object, which ends at character " + end + ".");
    }

    private static long offset(JsonParser parser) {
        return parser.getLocation().getStreamOffset();
    }

    private JsonValue value(Event event, int depth) {
        if (++values > maxValues) {
            throw new ApiException(
                    ErrorCode.VALUE_LIMIT_EXCEEDED,
                    what + " may have at most " + maxValues + " values in its objects and lists. Split it.");
        }
        if (event != Event.START_OBJECT && event != Event.START_ARRAY) {
            JsonValue value = parser.getValue();
            if (value instanceof JsonNumber number
                    && Math.abs((long) number.bigDecimalValue().scale()) > MAX_EXPONENT) {
                throw exponentTooLarge();
            }
            return value;
        } else if (depth == maxDepth) {
            throw new ApiException(
                    ErrorCode.JSON_DEPTH_LIMIT_EXCEEDED,
                    "JSON objects and arrays may be nested at most " + maxDepth + " levels deep.");
        }
        return event == Event.START_OBJECT ? object(depth) : array(depth);
    }

    private static ApiException exponentTooLarge() {
        return new ApiException(ErrorCode.BAD_REQUEST, "The exponent of a number is too large.");
    }

    private JsonObject object(int depth) {
        JsonObjectBuilder object = JSON_PROVIDER.createObjectBuilder();
        Set<String> names = new HashSet<>();
        while (parser.next() != Event.END_OBJECT) {
            String name = parser.getString();
            path.addLast(name);
            if (!names.add(name)) {
                throw new ApiException(
                        ErrorCode.BAD_REQUEST,
                        "`" + text(path) + "` appears more than once. A name may appear only once in a JSON object.");
            }
            object.add(name, value(parser.next(), depth + 1));
            path.removeLast();
        }
        return object.build();
    }

    private JsonArray array(int depth) {
        JsonArrayBuilder array = JSON_PROVIDER.createArrayBuilder();
        int index = 0;
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            path.addLast(index++);
            array.add(value(event, depth + 1));
            path.removeLast();
        }
        return array.build();
    }

    /**
     * Checks the texts in a value.
     *
     * @param name of the value, as messages show it; empty for the root of a text
     * @throws ApiException with the path of the first text that cannot be stored
     */
    public static void requireStorable(String name, JsonValue value) {
        Deque<Object> path = new ArrayDeque<>();
        if (!name.isEmpty()) {
            path.add(name);
        }
        requireStorable(path, value);
    }

    private static void requireStorable(Deque<Object> path, JsonValue value) {
        if (value instanceof JsonString string) {
            String problem = StorableText.problem(string.getString());
            if (problem != null) {
                throw new ApiException(
                        ErrorCode.BAD_USER_INPUT, "`" + text(path) + "` must not contain " + problem + ".");
            }
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                path.addLast(i);
                requireStorable(path, array.get(i));
                path.removeLast();
            }
        } else if (value instanceof JsonObject object) {
            object.forEach((name, field) -> {
                path.addLast(name);
                requireStorable(path, field);
                path.removeLast();
            });
        }
    }

    private static String text(Deque<Object> path) {
        StringBuilder text = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
