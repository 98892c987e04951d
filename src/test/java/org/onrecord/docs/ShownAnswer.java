package org.onrecord.docs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map.Entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A JSON answer as a page shows it. {@code ...} stands for at least one element of a list, for at least one field of an
 * object, or for any value; the order of fields and elements counts.
 */
record ShownAnswer(JsonNode json) {

    private static final String LEFT_OUT = "...";

    static ShownAnswer parse(String text) {
        try {
            return new ShownAnswer(new ObjectMapper().readTree(quoted(text)));
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON, apart from `...`:\n" + text, e);
        }
    }

    /** The text with each {@code ...} as JSON. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder();
        Deque<Character> brackets = new ArrayDeque<>();
        char last = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                int end = i + 1;
                while (text.charAt(end) != '"') {
                    end += text.charAt(end) == '\\' ? 2 : 1;
                }
                json.append(text, i, end + 1);
                i = end;
            } else if (text.startsWith(LEFT_OUT, i)) {
                boolean isField = last != ':' && brackets.peek() == '{';
                json.append(isField ? "\"...\":\"...\"" : "\"...\"");
                i += LEFT_OUT.length() - 1;
            } else {
                json.append(c);
                if (c == '{' || c == '[') {
                    brackets.push(c);
                } else if (c == '}' || c == ']') {
                    brackets.pop();
                }
            }
            last = Character.isWhitespace(c) ? last : c;
        }
        return json.toString();
    }

    /** Where the answer first differs from what is shown, and how; null if it does not. */
    String difference(JsonNode answer) {
        return difference("$", json, answer);
    }

    private static String difference(String path, JsonNode shown, JsonNode answer) {
        if (isLeftOut(shown)) {
            return null;
        } else if (shown.isObject() && answer.isObject()) {
            return fields(path, shown, answer);
        } else if (shown.isArray() && answer.isArray()) {
            List<JsonNode> expected = new ArrayList<>();
            shown.forEach(expected::add);
            return elements(path, expected, answer, 0);
        }
        return shown.equals(answer) ? null : path + " is " + answer + ", but the page shows " + shown;
    }

    private static boolean isLeftOut(JsonNode shown) {
        return shown.isTextual() && shown.textValue().equals(LEFT_OUT);
    }

    private static String fields(String path, JsonNode shown, JsonNode answer) {
        List<String> all = new ArrayList<>();
        answer.fieldNames().forEachRemaining(all::add);
        List<String> names = new ArrayList<>();
        for (Entry<String, JsonNode> field : shown.properties()) {
            if (!field.getKey().equals(LEFT_OUT)) {
                names.add(field.getKey());
                if (!answer.has(field.getKey())) {
                    return path + "." + field.getKey() + " does not exist in " + all;
                }
                String difference =
                        difference(path + "." + field.getKey(), field.getValue(), answer.get(field.getKey()));
                if (difference != null) {
                    return difference;
                }
            }
        }
        boolean isShortened = shown.has(LEFT_OUT);
        List<String> inOrder = all.stream().filter(names::contains).toList();
        return inOrder.equals(names) && isShortened == all.size() > names.size()
                ? null
                : path + " has the fields " + all + ", but the page shows " + names + (isShortened ? " and more" : "");
    }

    private static String elements(String path, List<JsonNode> shown, JsonNode answer, int from) {
        if (shown.isEmpty()) {
            return from == answer.size() ? null : path + "[" + from + "] exists, but the page ends before it";
        } else if (from >= answer.size()) {
            return path + "[" + from + "] does not exist, but the page shows " + shown.get(0);
        }
        List<JsonNode> rest = shown.subList(1, shown.size());
        if (!isLeftOut(shown.get(0))) {
            String difference = difference(path + "[" + from + "]", shown.get(0), answer.get(from));
            return difference != null ? difference : elements(path, rest, answer, from + 1);
        }
        String difference = null;
        for (int next = answer.size(); next > from; next--) {
            difference = elements(path, rest, answer, next);
            if (difference == null) {
                return null;
            }
        }
        return difference;
    }
}
