package org.onrecord.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.onrecord.GraphQL;
import org.onrecord.model.PopulatedGraph.Row;
import org.onrecord.model.PopulatedGraph.Variant;

/** Compares the graph before and after the full person or event was merged into the empty one. */
final class MergeCheck {

    private final PopulatedGraph graph;
    private final Class<?> entity;
    private final Object deleted;
    private final Object remaining;
    private final List<Row> before;
    private final List<Row> after;

    MergeCheck(PopulatedGraph graph, Class<?> entity, List<Row> before, List<Row> after) {
        this.graph = graph;
        this.entity = entity;
        this.deleted = graph.key(entity, Variant.FULL);
        this.remaining = graph.key(entity, Variant.EMPTY);
        this.before = before;
        this.after = after;
    }

    /** The attributes of the deleted node whose value the remaining node does not have. */
    List<MappedAttribute> lostValues() {
        Row from = node(deleted, before);
        Row into = node(remaining, after);
        return graph.model().get(entity).stream()
                .filter(attribute -> from.get(attribute) != null && !isKept(attribute, from.get(attribute), into))
                .toList();
    }

    private Row node(Object key, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.entity() == entity && key.equals(row.values().get("slug")))
                .findFirst()
                .orElseThrow();
    }

    private boolean isKept(MappedAttribute attribute, Object value, Row into) {
        if (attribute.isUnique()) { // It is a key or a former key of the remaining node.
            String field = entity.getSimpleName().toLowerCase(Locale.ROOT);
            String query = "{ " + field + "(" + attribute.name() + ": \"" + value + "\") { slug } }";
            return remaining.equals(GraphQL.data(query).getString(field + ".slug"));
        } else if (attribute.toString().equals("Person.name")) {
            return after.stream()
                    .anyMatch(row -> row.entity() == PersonName.class
                            && value.equals(row.values().get("name"))
                            && remaining.equals(row.values().get("person")));
        } else if (attribute.toString().equals("Event.name")) {
            return after.stream()
                    .anyMatch(row -> row.entity() == EventName.class
                            && value.equals(row.values().get("name"))
                            && remaining.equals(row.values().get("event")));
        } else if (attribute.isList()) {
            return ((List<?>) into.get(attribute)).containsAll((List<?>) value);
        }
        return value.equals(into.get(attribute));
    }

    /** The references to the deleted node that do not refer to the remaining node now. */
    List<MappedAttribute> lostReferences() {
        return graph.model().values().stream()
                .flatMap(List::stream)
                .filter(attribute -> attribute.isReference() && attribute.target() == entity)
                .filter(reference -> before.stream()
                        .filter(row -> row.entity() == reference.entity() && deleted.equals(row.get(reference)))
                        .anyMatch(row -> !after.contains(moved(row, reference))))
                .toList();
    }

    private Row moved(Row row, MappedAttribute reference) {
        Map<String, Object> values = new HashMap<>(row.values());
        values.put(reference.name(), remaining);
        return new Row(row.entity(), values);
    }
}
