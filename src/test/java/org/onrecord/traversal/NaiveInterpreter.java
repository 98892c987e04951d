package org.onrecord.traversal;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManager;

import io.quarkus.hibernate.orm.panache.PanacheEntity;

import org.onrecord.model.Article;
import org.onrecord.model.DatePrecision;
import org.onrecord.model.Event;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;

import static org.onrecord.traversal.Entities.base64;
import static org.onrecord.traversal.Entities.get;
import static org.onrecord.traversal.Entities.load;
import static org.onrecord.traversal.Entities.targetType;
import static org.onrecord.traversal.NaiveDocument.selectionSets;
import static org.onrecord.traversal.NaiveFilter.meets;
import static org.onrecord.traversal.NaiveOrder.ABSENT;
import static org.onrecord.traversal.NaiveOrder.compare;
import static org.onrecord.traversal.NaiveOrder.groupKey;
import static org.onrecord.traversal.NaiveOrder.order;

/**
 * Answers queries over Panache entities in memory, in the simplest way and without code of the engine. It shares only
 * graphql-java's parser with the engine. A different answer is a bug in one of the two.
 */
final class NaiveInterpreter {

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
    private final NaiveDocument document;

    NaiveInterpreter(EntityManager entityManager, String query, Map<String, ?> variables) {
        this.entityManager = entityManager;
        this.document = new NaiveDocument(query, variables);
    }

    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        document.collect("Query", List.of(document.operation().getSelectionSet()))
                .forEach((key, fields) -> data.put(key, root(fields)));
        return data;
    }

    private Object root(List<graphql.language.Field> fields) {
        String name = fields.get(0).getName();
        Map<String, Object> arguments = document.arguments(fields);
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
        document.collect(type, selectionSets(parents)).forEach((key, fields) -> {
            String name = fields.get(0).getName();
            Object value = name.equals("daysSince")
                    ? daysSince(entity, (Map<?, ?>) document.arguments(fields).get("event"))
                    : name.equals("context") ? context((QuoteAppearance) entity, fields) : get(entity, type, name);
            if (value instanceof PanacheEntity target) {
                value = object(target, fields);
            } else if (value instanceof Collection<?> targets
                            && !targets.stream().allMatch(String.class::isInstance)
                    || value instanceof org.hibernate.collection.spi.PersistentCollection) {
                String edge = fields.get(0).getName();
                Collection<?> nodes = (Collection<?>) value;
                if (edge.equals("linkedEvents")) {
                    nodes = linkedEvents((Event) entity, document.arguments(fields));
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
        int radius = (Integer) document.arguments(parents).getOrDefault("radius", 200);
        int[] body = article.body.codePoints().toArray();
        int start = Math.max(0, appearance.start - radius);
        int end = Math.min(body.length, appearance.end + radius);
        Map<String, Object> context = new LinkedHashMap<>();
        document.collect("QuoteContext", selectionSets(parents))
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
        Map<String, Object> arguments = document.arguments(parents);
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
        document.collect(type + "Connection", selectionSets(parents)).forEach((key, fields) -> {
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
        Map<String, Object> arguments = document.arguments(parents);
        Map<Object, Integer> counts = new java.util.HashMap<>();
        list.forEach(node -> counts.merge(groupKey(node, type, (String) arguments.get("by")), 1, Integer::sum));
        Comparator<Object> byKey = (one, other) -> one == ABSENT
                ? other == ABSENT ? 0 : 1
                : other == ABSENT
                        ? -1
                        : one instanceof PanacheEntity node
                                ? Long.compare(node.id, ((PanacheEntity) other).id)
                                : compare(one, other);
        Comparator<Object> byKeyDescending =
                Comparator.comparing((Object key) -> key == ABSENT).thenComparing(byKey.reversed());
        Comparator<Object> byCount = Comparator.comparing(key -> -counts.get(key));
        int size = arguments.get("first") == null ? 20 : (Integer) arguments.get("first");
        return counts.keySet().stream()
                .sorted(
                        switch (String.valueOf(arguments.get("orderBy"))) {
                            case "KEY" -> byKey;
                            case "KEY_DESC" -> byKeyDescending;
                            default -> byCount.thenComparing(byKey);
                        })
                .limit(size)
                .map(key -> (Object) group(key, counts.get(key), parents))
                .toList();
    }

    private Map<String, Object> group(Object key, int count, List<graphql.language.Field> parents) {
        Map<String, Object> group = new LinkedHashMap<>();
        document.collect("Group", selectionSets(parents))
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

    private Map<String, Object> edge(String type, PanacheEntity node, List<graphql.language.Field> parents) {
        Map<String, Object> edge = new LinkedHashMap<>();
        document.collect(type + "Edge", selectionSets(parents))
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
        document.collect("PageInfo", selectionSets(parents))
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

    private static String cursor(String type, PanacheEntity node) {
        return base64("[\"" + type + "\"," + node.id + "]");
    }
}
