package org.onrecord.traversal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes values as literals and as variables, and collects the variables of a query. */
final class RandomVariables {

    private final Random random;
    private final Map<String, String> definitions = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private boolean variablesAllowed;

    RandomVariables(Random random, boolean variablesAllowed) {
        this.random = random;
        this.variablesAllowed = variablesAllowed;
    }

    /** The variable definitions of the operation, in parentheses; empty if it has no variables. */
    String definitions() {
        return definitions.isEmpty() ? "" : "(" + String.join(", ", definitions.values()) + ")";
    }

    Map<String, Object> values() {
        return values;
    }

    /** The value as a literal, as a variable, or as a variable with a default value. */
    String argument(String type, Object value) {
        int how = random.nextInt(4);
        if (how < 2) {
            return literal(value);
        }
        String name = "v" + definitions.size();
        if (how == 2) {
            definitions.put(name, "$" + name + ": " + type);
            values.put(name, json(value));
        } else {
            definitions.put(
                    name,
                    "$" + name + ": " + type.replaceAll("!$", "") + (type.endsWith("!") ? "!" : "") + " = "
                            + constant(value));
        }
        return "$" + name;
    }

    private static Object json(Object value) {
        if (value instanceof RandomValues.Constant constant) {
            return constant.name();
        } else if (value instanceof List<?> list) {
            return list.stream().map(RandomVariables::json).toList();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> object = new LinkedHashMap<>();
            map.forEach((key, field) -> object.put((String) key, json(field)));
            return object;
        }
        return value;
    }

    String literal(Object value) {
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(this::literal).toList()) + "]";
        } else if (value instanceof Map<?, ?> map) {
            return "{"
                    + String.join(
                            ", ",
                            map.entrySet().stream()
                                    .map(field -> field.getKey() + ": " + nested(field.getValue()))
                                    .toList())
                    + "}";
        } else if (value instanceof String text) {
            StringBuilder escaped = new StringBuilder("\"");
            text.chars()
                    .forEach(c -> escaped.append(
                            c == '"' || c == '\\' || c < ' ' ? String.format("\\u%04X", c) : String.valueOf((char) c)));
            return escaped.append('"').toString();
        }
        return String.valueOf(value);
    }

    /** A literal without variables, for a default value. */
    private String constant(Object value) {
        boolean before = variablesAllowed;
        variablesAllowed = false;
        String literal = literal(value);
        variablesAllowed = before;
        return literal;
    }

    /** A value in a literal object: a literal or a variable. */
    private String nested(Object value) {
        return variablesAllowed && value instanceof Boolean && random.nextBoolean()
                ? argument("Boolean", value)
                : literal(value);
    }
}
