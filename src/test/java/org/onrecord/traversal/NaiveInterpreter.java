package org.onrecord.traversal;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.persistence.EntityManager;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import org.hibernate.Hibernate;

import org.onrecord.model.Article;
import org.onrecord.model.DatePrecision;
import org.onrecord.model.Event;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.VersionedEntity;

/**
 * Answers queries the slow and obvious way, over Panache entities in memory, and shares no code with the engine but
 * graphql-java's parser. What the two disagree on is a bug in one of them.
 */
final class NaiveInterpreter {

    private static final Object ABSENT = new Object();
    private static final Map<String, String> ROOTS = Map.of(
            "person",
            "Person",
            "people",
            "Person",
            "event",
            "Event",
            "events",
            "Event",
            "quote",
            "Quote",
            "quotes",
            "Quote",
            "article",
            "Article",
            "articles",
            "Article");

    private final EntityManager entityManager;
    private final Document document;
    private final Map<String, Object> variables = new LinkedHashMap<>();

    NaiveInterpreter(EntityManager entityManager, String query, Map<String, ?> variables) {
        this.entityManager = entityManager;
        this.document = Parser.parse(query);
        for (VariableDefinition definition : operation().getVariableDefinitions()) {
            if (variables.containsKey(definition.getName())) {
                this.variables.put(definition.getName(), variables.get(definition.getName()));
            } else if (definition.getDefaultValue() != null) {
                this.variables.put(definition.getName(), value(definition.getDefaultValue()));
            }
        }
    }

    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        collect("Query", List.of(operation().getSelectionSet())).forEach((key, fields) -> data.put(key, root(fields)));
        return data;
    }

    private OperationDefinition operation() {
        return document.getDefinitionsOfType(OperationDefinition.class).get(0);
    }

    private Object root(List<graphql.language.Field> fields) {
        String name = fields.get(0).getName();
        Map<String, Object> arguments = arguments(fields);
        if (name.equals("__typename")) {
            return "Query";
        } else if (name.equals("node")) {
            return node((String) arguments.get("id"), fields);
        } else if (name.equals("nodes")) {
            return ((List<?>) arguments.get("ids"))
                    .stream().map(id -> node((String) id, fields)).toList();
        }
        String type = ROOTS.get(name);
        List<PanacheEntity> all =
                entityManager.createQuery("from " + type, PanacheEntity.class).getResultList();
        if (name.equals("people") || name.endsWith("s")) {
            return connection(type, all, fields);
        }
        return all.stream()
                .filter(entity -> arguments.entrySet().stream()
                        .allMatch(argument -> argument.getValue() == null
                                || argument.getValue().equals(get(entity, type, argument.getKey()))))
                .findFirst()
                .map(entity -> object(entity, fields))
                .orElse(null);
    }

    private Object node(String id, List<graphql.language.Field> fields) {
        String[] parts = new String(Base64.getDecoder().decode(id), StandardCharsets.UTF_8).split(":");
        List<?> found = entityManager
                .createQuery("from " + parts[0] + " where id = " + parts[1])
                .getResultList();
        return found.isEmpty() ? null : object(found.get(0), fields);
    }

    private Map<String, Object> object(Object proxy, List<graphql.language.Field> parents) {
        Object entity = load(proxy);
        String type = entity.getClass().getSimpleName();
        Map<String, Object> object = new LinkedHashMap<>();
        collect(type, selectionSets(parents)).forEach((key, fields) -> {
            String name = fields.get(0).getName();
            Object value = name.equals("daysSince")
                    ? daysSince(entity, (Map<?, ?>) arguments(fields).get("event"))
                    : name.equals("context") ? context((QuoteAppearance) entity, fields) : get(entity, type, name);
            if (value instanceof PanacheEntity target) {
                value = object(target, fields);
            } else if (value instanceof Collection<?> targets
                            && !targets.stream().allMatch(String.class::isInstance)
                    || value instanceof org.hibernate.collection.spi.PersistentCollection) {
                String edge = fields.get(0).getName();
                Collection<?> nodes = (Collection<?>) value;
                if (edge.equals("linkedEvents")) {
                    nodes = linkedEvents((Event) entity, arguments(fields));
                }
                value = connection(targetType(entity.getClass(), edge), nodes, fields);
            }
            object.put(key, value);
        });
        return object;
    }

    private static Object daysSince(Object entity, Map<?, ?> key) {
        Event event = key.get("slug") != null
                ? Event.find("slug", key.get("slug")).firstResult()
                : Event.findById(Long.valueOf(
                        new String(Base64.getDecoder().decode((String) key.get("id")), StandardCharsets.UTF_8)
                                .split(":")[1]));
        LocalDate date = entity instanceof Quote quote
                ? quote.spokenAtPrecision == DatePrecision.DAY ? quote.spokenAt : null
                : entity instanceof Event other
                        ? other.startDate
                        : ((Article) entity)
                                .datePublished
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toLocalDate();
        return date == null || event == null || event.startDate == null
                ? null
                : (int) ChronoUnit.DAYS.between(event.startDate, date);
    }

    private Object context(QuoteAppearance appearance, List<graphql.language.Field> parents) {
        Article article = (Article) load(appearance.article);
        if (article.body == null) {
            return null;
        }
        int radius = (Integer) arguments(parents).getOrDefault("radius", 200);
        int[] body = article.body.codePoints().toArray();
        int start = Math.max(0, appearance.start - radius);
        int end = Math.min(body.length, appearance.end + radius);
        Map<String, Object> context = new LinkedHashMap<>();
        collect("QuoteContext", selectionSets(parents))
                .forEach((key, fields) -> context.put(
                        key,
                        switch (fields.get(0).getName()) {
                            case "before" -> new String(body, start, appearance.start - start);
                            case "exact" -> appearance.exact;
                            case "after" -> new String(body, appearance.end, end - appearance.end);
                            case "start" -> start;
                            case "end" -> end;
                            default -> "QuoteContext";
                        }));
        return context;
    }

    private static Collection<?> linkedEvents(Event event, Map<String, Object> arguments) {
        return event.links.stream()
                .filter(link -> arguments.get("relation") == null
                        || link.relation.name().equals(arguments.get("relation")))
                .map(link -> link.event)
                .filter(other ->
                        arguments.get("type") == null || other.type.name().equals(arguments.get("type")))
                .toList();
    }

    private Map<String, Object> connection(String type, Collection<?> nodes, List<graphql.language.Field> parents) {
        Map<String, Object> arguments = arguments(parents);
        List<PanacheEntity> list = new LinkedHashSet<>(nodes)
                .stream()
                        .map(node -> (PanacheEntity) load(node))
                        .filter(node -> arguments.get("filter") == null
                                || meets(node, type, (Map<?, ?>) arguments.get("filter")))
                        .sorted(order(type, (List<?>) arguments.get("orderBy")))
                        .toList();
        boolean backward = arguments.get("last") != null;
        int size = backward
                ? (Integer) arguments.get("last")
                : arguments.get("first") == null ? 20 : (Integer) arguments.get("first");
        List<PanacheEntity> page = backward
                ? list.subList(Math.max(0, list.size() - size), list.size())
                : list.subList(0, Math.min(size, list.size()));
        boolean more = list.size() > size;
        Map<String, Object> connection = new LinkedHashMap<>();
        collect(type + "Connection", selectionSets(parents)).forEach((key, fields) -> {
            connection.put(
                    key,
                    switch (fields.get(0).getName()) {
                        case "__typename" -> type + "Connection";
                        case "totalCount" -> list.size();
                        case "groups" -> groups(type, list, fields);
                        case "nodes" ->
                            page.stream().map(node -> object(node, fields)).toList();
                        case "edges" ->
                            page.stream().map(node -> edge(type, node, fields)).toList();
                        default -> pageInfo(type, page, more && !backward, more && backward, fields);
                    });
        });
        return connection;
    }

    private List<Object> groups(String type, List<PanacheEntity> list, List<graphql.language.Field> parents) {
        Map<String, Object> arguments = arguments(parents);
        Map<Object, Integer> counts = new java.util.HashMap<>();
        list.forEach(node -> counts.merge(groupKey(node, type, (String) arguments.get("by")), 1, Integer::sum));
        Comparator<Object> byKey = (one, other) -> one == ABSENT
                ? other == ABSENT ? 0 : 1
                : other == ABSENT
                        ? -1
                        : one instanceof PanacheEntity node
                                ? Long.compare(node.id, ((PanacheEntity) other).id)
                                : compare(one, other);
        Comparator<Object> byCount = Comparator.comparing(key -> -counts.get(key));
        int size = arguments.get("first") == null ? 20 : (Integer) arguments.get("first");
        return counts.keySet().stream()
                .sorted("KEY".equals(arguments.get("orderBy")) ? byKey : byCount.thenComparing(byKey))
                .limit(size)
                .map(key -> (Object) group(key, counts.get(key), parents))
                .toList();
    }

    private Map<String, Object> group(Object key, int count, List<graphql.language.Field> parents) {
        Map<String, Object> group = new LinkedHashMap<>();
        collect("Group", selectionSets(parents))
                .forEach((name, fields) -> group.put(
                        name,
                        switch (fields.get(0).getName()) {
                            case "key" ->
                                key == ABSENT
                                        ? null
                                        : key instanceof PanacheEntity node
                                                ? base64(node.getClass().getSimpleName() + ":" + node.id)
                                                : String.valueOf(key);
                            case "count" -> count;
                            case "node" -> key instanceof PanacheEntity node ? object(node, fields) : null;
                            default -> "Group";
                        }));
        return group;
    }

    /** SPOKEN_AT_MONTH is the month of spokenAt, SPEAKER the speaker, and the rest what lists are ordered by too. */
    private static Object groupKey(PanacheEntity node, String type, String by) {
        for (Field attribute : fields(node.getClass())) {
            if (by.equals(constant(attribute)) && PanacheEntity.class.isAssignableFrom(attribute.getType())) {
                Object target = get(node, type, attribute.getName());
                return target == null ? ABSENT : load(target);
            }
        }
        Map<String, Integer> units = Map.of("_YEAR", 4, "_MONTH", 7, "_DAY", 10);
        Object value = null;
        int length = 0;
        for (Map.Entry<String, Integer> unit : units.entrySet()) {
            if (by.endsWith(unit.getKey())) {
                value = orderValue(
                        node, type, by.substring(0, by.length() - unit.getKey().length()));
                length = unit.getValue();
            }
        }
        if (length == 0) {
            value = orderValue(node, type, by);
        }
        return value == null ? ABSENT : length == 0 ? value : ((String) value).substring(0, length);
    }

    private static Comparator<PanacheEntity> order(String type, List<?> orderBy) {
        Comparator<PanacheEntity> order = null;
        for (Object key : orderBy == null ? List.of() : orderBy) {
            Map<?, ?> parts = (Map<?, ?>) key;
            boolean descending = "DESC".equals(parts.get("direction"));
            boolean nullsFirst = "FIRST".equals(parts.get("nulls"));
            Comparator<Object> values = (one, other) -> compare(one, other) * (descending ? -1 : 1);
            Comparator<PanacheEntity> next = Comparator.comparing(
                    node -> orderValue(node, type, (String) parts.get("field")),
                    nullsFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values));
            order = order == null ? next : order.thenComparing(next);
        }
        Comparator<PanacheEntity> byId = Comparator.comparing(node -> node.id);
        return order == null ? byId : order.thenComparing(byId);
    }

    /** SPEAKER_NAME is the name of the speaker, and SPOKEN_AT the node's own spokenAt. */
    private static Object orderValue(Object node, String type, String field) {
        for (Field attribute : fields(node.getClass())) {
            if (field.equals(constant(attribute))) {
                return get(node, type, attribute.getName().replace("_", ""));
            }
        }
        for (Field attribute : fields(node.getClass())) {
            if (field.startsWith(constant(attribute) + "_")
                    && PanacheEntity.class.isAssignableFrom(attribute.getType())) {
                Object target = get(node, type, attribute.getName());
                return target == null
                        ? null
                        : orderValue(
                                load(target),
                                attribute.getType().getSimpleName(),
                                field.substring(constant(attribute).length() + 1));
            }
        }
        throw new IllegalStateException(type + " has no " + field);
    }

    private static String constant(Field attribute) {
        return attribute
                .getName()
                .replace("_", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toUpperCase(java.util.Locale.ROOT);
    }

    /** Texts by their code points, which is the order of their bytes in UTF-8. */
    @SuppressWarnings("unchecked")
    private static int compare(Object one, Object other) {
        return one instanceof String text
                ? java.util.Arrays.compareUnsigned(
                        text.getBytes(StandardCharsets.UTF_8), ((String) other).getBytes(StandardCharsets.UTF_8))
                : ((Comparable<Object>) one).compareTo(other);
    }

    private Map<String, Object> edge(String type, PanacheEntity node, List<graphql.language.Field> parents) {
        Map<String, Object> edge = new LinkedHashMap<>();
        collect(type + "Edge", selectionSets(parents))
                .forEach((key, fields) -> edge.put(
                        key,
                        switch (fields.get(0).getName()) {
                            case "cursor" -> cursor(type, node);
                            case "node" -> object(node, fields);
                            default -> type + "Edge";
                        }));
        return edge;
    }

    private Map<String, Object> pageInfo(
            String type,
            List<PanacheEntity> page,
            boolean next,
            boolean previous,
            List<graphql.language.Field> parents) {
        Map<String, Object> info = new LinkedHashMap<>();
        collect("PageInfo", selectionSets(parents))
                .forEach((key, fields) -> info.put(
                        key,
                        switch (fields.get(0).getName()) {
                            case "hasNextPage" -> next;
                            case "hasPreviousPage" -> previous;
                            case "startCursor" -> page.isEmpty() ? null : cursor(type, page.get(0));
                            case "endCursor" -> page.isEmpty() ? null : cursor(type, page.get(page.size() - 1));
                            default -> "PageInfo";
                        }));
        return info;
    }

    private boolean meets(Object entity, String type, Map<?, ?> filter) {
        return filter.entrySet().stream().allMatch(part -> {
            String name = (String) part.getKey();
            if (name.equals("and")) {
                return list(part.getValue()).stream().allMatch(f -> meets(entity, type, (Map<?, ?>) f));
            } else if (name.equals("or")) {
                return list(part.getValue()).stream().anyMatch(f -> meets(entity, type, (Map<?, ?>) f));
            } else if (name.equals("not")) {
                return !meets(entity, type, (Map<?, ?>) part.getValue());
            }
            Object value = get(entity, type, name);
            Map<?, ?> condition = (Map<?, ?>) part.getValue();
            if (isEdge(entity.getClass(), name)) {
                String target = targetType(entity.getClass(), name);
                if (value instanceof Collection<?> nodes) {
                    return condition.entrySet().stream().allMatch(quantifier -> {
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
                return value != null && meets(load(value), target, condition);
            }
            return condition.entrySet().stream().allMatch(c -> compare(value, (String) c.getKey(), c.getValue()));
        });
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
                        : ((Comparable<Object>) value).compareTo(operand);
                yield switch (operator) {
                    case "lt" -> order < 0;
                    case "lte" -> order <= 0;
                    case "gt" -> order > 0;
                    default -> order >= 0;
                };
            }
        };
    }

    /** Null for an operator that does not match texts. */
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

    /** The entity itself: neither a proxy nor an instance whose fields are read at their first use. */
    private static Object load(Object entity) {
        Hibernate.initialize(entity);
        return Hibernate.unproxy(entity);
    }

    /** A field's value, with scalars as the API writes them. */
    static Object get(Object entity, String type, String name) {
        if (name.equals("__typename")) {
            return type;
        } else if (name.equals("id")) {
            return base64(type + ":" + ((PanacheEntity) entity).id);
        }
        try {
            Object value = field(entity.getClass(), name).get(entity);
            if (value instanceof LocalDate date) {
                return date.toString();
            } else if (value instanceof OffsetDateTime time) {
                return time.atZoneSameInstant(ZoneOffset.UTC)
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"));
            }
            return value instanceof Enum<?> constant ? constant.name() : value;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an entity declares, and what it inherits from the service's own classes. */
    private static List<Field> fields(Class<?> entity) {
        List<Field> fields = new ArrayList<>(List.of(entity.getDeclaredFields()));
        fields.addAll(List.of(VersionedEntity.class.getDeclaredFields()));
        return fields;
    }

    private static Field field(Class<?> type, String name) {
        try {
            // Panache takes the fields' public access away and generates accessors.
            Field field = name.equals("version")
                    ? VersionedEntity.class.getDeclaredField(name)
                    : type.getDeclaredField(name.equals("abstract") ? "abstract_" : name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(type + " has no field " + name, e);
        }
    }

    private static boolean isEdge(Class<?> type, String name) {
        return !name.equals("id")
                && (PanacheEntity.class.isAssignableFrom(field(type, name).getType())
                        || Collection.class.isAssignableFrom(field(type, name).getType()) && !name.equals("sameAs"));
    }

    private static String targetType(Class<?> type, String edge) {
        Field field = field(type, edge);
        return (field.getGenericType() instanceof java.lang.reflect.ParameterizedType list
                        ? (Class<?>) list.getActualTypeArguments()[0]
                        : field.getType())
                .getSimpleName();
    }

    private Map<String, List<graphql.language.Field>> collect(String type, List<SelectionSet> selectionSets) {
        Map<String, List<graphql.language.Field>> fields = new LinkedHashMap<>();
        selectionSets.forEach(set -> collect(type, set, fields));
        return fields;
    }

    private void collect(String type, SelectionSet set, Map<String, List<graphql.language.Field>> fields) {
        for (Selection<?> selection : set.getSelections()) {
            if (!included((DirectivesContainer<?>) selection)) {
                continue;
            }
            if (selection instanceof graphql.language.Field field) {
                fields.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>())
                        .add(field);
            } else if (selection instanceof InlineFragment fragment) {
                if (fragment.getTypeCondition() == null
                        || matches(type, fragment.getTypeCondition().getName())) {
                    collect(type, fragment.getSelectionSet(), fields);
                }
            } else {
                FragmentDefinition fragment = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                        .filter(f -> f.getName().equals(((FragmentSpread) selection).getName()))
                        .findFirst()
                        .orElseThrow();
                if (matches(type, fragment.getTypeCondition().getName())) {
                    collect(type, fragment.getSelectionSet(), fields);
                }
            }
        }
    }

    private static boolean matches(String type, String condition) {
        return condition.equals(type) || condition.equals("Node");
    }

    private boolean included(DirectivesContainer<?> selection) {
        for (Directive directive : selection.getDirectives()) {
            boolean condition = (Boolean) value(directive.getArgument("if").getValue());
            if (condition == directive.getName().equals("skip")) {
                return false;
            }
        }
        return true;
    }

    private static List<SelectionSet> selectionSets(List<graphql.language.Field> fields) {
        return fields.stream().map(graphql.language.Field::getSelectionSet).toList();
    }

    private Map<String, Object> arguments(List<graphql.language.Field> fields) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        fields.get(0).getArguments().forEach(argument -> {
            Object value = value(argument.getValue());
            if (value != ABSENT) {
                arguments.put(argument.getName(), value);
            }
        });
        return arguments;
    }

    private Object value(Value<?> value) {
        if (value instanceof VariableReference reference) {
            return variables.getOrDefault(reference.getName(), ABSENT);
        } else if (value instanceof IntValue number) {
            return number.getValue().intValue();
        } else if (value instanceof FloatValue number) {
            return number.getValue().doubleValue();
        } else if (value instanceof StringValue text) {
            return text.getValue();
        } else if (value instanceof BooleanValue bool) {
            return bool.isValue();
        } else if (value instanceof EnumValue constant) {
            return constant.getName();
        } else if (value instanceof ArrayValue array) {
            return array.getValues().stream().map(this::value).toList();
        } else if (value instanceof ObjectValue object) {
            Map<String, Object> fields = new LinkedHashMap<>();
            object.getObjectFields().forEach(field -> {
                Object fieldValue = value(field.getValue());
                if (fieldValue != ABSENT) {
                    fields.put(field.getName(), fieldValue);
                }
            });
            return fields;
        }
        return null;
    }

    static String cursor(String type, PanacheEntity node) {
        return base64("[\"" + type + "\"," + node.id + "]");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
