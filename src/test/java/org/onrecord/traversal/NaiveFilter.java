package org.onrecord.traversal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import static org.onrecord.traversal.Entities.get;
import static org.onrecord.traversal.Entities.isEdge;
import static org.onrecord.traversal.Entities.load;
import static org.onrecord.traversal.Entities.targetType;

/** Evaluates filters on entities in memory. */
final class NaiveFilter {

    private static final int FALSE = 0;
    private static final int UNKNOWN = 1;
    private static final int TRUE = 2;

    private NaiveFilter() {}

    static boolean meets(Object entity, String type, Map<?, ?> filter) {
        return filter.entrySet().stream().allMatch(part -> {
            String name = (String) part.getKey();
            if (name.equals("and")) {
                return list(part.getValue()).stream().allMatch(f -> meets(entity, type, (Map<?, ?>) f));
            } else if (name.equals("or")) {
                return list(part.getValue()).stream().anyMatch(f -> meets(entity, type, (Map<?, ?>) f));
            } else if (name.equals("not")) {
                return !meets(entity, type, (Map<?, ?>) part.getValue());
            } else if (name.equals("isNull")) {
                return !(Boolean) part.getValue();
            }
            Object value = get(entity, type, name);
            Map<?, ?> condition = (Map<?, ?>) part.getValue();
            if (isEdge(entity.getClass(), name)) {
                String target = targetType(entity.getClass(), name);
                if (value instanceof Collection<?> nodes) {
                    return condition.entrySet().stream().allMatch(quantifier -> {
                        if (quantifier.getKey().equals("isEmpty")) {
                            return nodes.isEmpty() == (Boolean) quantifier.getValue();
                        }
                        var matching = nodes.stream()
                                .filter(node -> meets(load(node), target, (Map<?, ?>) quantifier.getValue()))
                                .toList();
                        return switch ((String) quantifier.getKey()) {
                            case "some" -> !matching.isEmpty();
                            case "none" -> matching.isEmpty();
                            default -> matching.size() == nodes.size();
                        };
                    });
                }
                return value == null ? meetsNull(condition) == TRUE : meets(load(value), target, condition);
            }
            return condition.entrySet().stream().allMatch(c -> compare(value, (String) c.getKey(), c.getValue()));
        });
    }

    /** Evaluates the filter of an edge that leads to no node, with the minimum and the maximum of truth values. */
    private static int meetsNull(Map<?, ?> filter) {
        return filter.entrySet().stream()
                .mapToInt(part -> switch ((String) part.getKey()) {
                    case "isNull" -> (Boolean) part.getValue() ? TRUE : FALSE;
                    case "not" -> TRUE - meetsNull((Map<?, ?>) part.getValue());
                    case "and" -> parts(part.getValue()).min().orElse(UNKNOWN);
                    case "or" -> parts(part.getValue()).max().orElse(UNKNOWN);
                    default -> UNKNOWN;
                })
                .min()
                .orElse(UNKNOWN);
    }

    private static IntStream parts(Object filters) {
        return list(filters).stream().mapToInt(filter -> meetsNull((Map<?, ?>) filter));
    }

    @SuppressWarnings("unchecked")
    private static boolean compare(Object value, String operator, Object operand) {
        return switch (operator) {
            case "eq" -> Objects.equals(value, operand);
            case "ne" -> !Objects.equals(value, operand);
            case "in" -> value != null && list(operand).contains(value);
            case "notIn" -> value == null || !list(operand).contains(value);
            case "isNull" -> (value == null) == (Boolean) operand;
            default -> {
                if (value == null) {
                    yield false;
                }
                if (operator.startsWith("has") || operator.equals("isEmpty")) {
                    List<?> values = (List<?>) value;
                    yield switch (operator) {
                        case "has" -> values.contains(operand);
                        case "hasAny" -> list(operand).stream().anyMatch(values::contains);
                        case "hasAll" -> values.containsAll(list(operand));
                        default -> values.isEmpty() == (Boolean) operand;
                    };
                } else if (value instanceof String text && matches(text, operator, operand) != null) {
                    yield matches(text, operator, operand);
                }
                int order = value instanceof Number number
                        ? Double.compare(number.doubleValue(), ((Number) operand).doubleValue())
                        : NaiveOrder.compare(value, operand);
                yield switch (operator) {
                    case "lt" -> order < 0;
                    case "lte" -> order <= 0;
                    case "gt" -> order > 0;
                    default -> order >= 0;
                };
            }
        };
    }

    /** Whether a text matches; null for other operators. */
    private static Boolean matches(String text, String operator, Object operand) {
        if (operator.endsWith("Insensitive")) {
            return matches(foldCase(text), operator.replace("Insensitive", ""), foldCase((String) operand));
        }
        return switch (operator) {
            case "contains" -> text.contains((String) operand);
            case "startsWith" -> text.startsWith((String) operand);
            case "endsWith" -> text.endsWith((String) operand);
            case "eq" -> text.equals(operand);
            default -> null;
        };
    }

    private static String foldCase(String text) {
        return text.toLowerCase(java.util.Locale.ROOT).replace('ς', 'σ');
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }
}
