package org.onrecord.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.parser.Parser;

/**
 * The attributes that the queries of the JSON-LD documents select. An attribute of a node counts if the document of the
 * node itself selects it, an attribute of a link if any document selects it.
 */
final class JsonLdSelections {

    private static final Set<Class<?>> NODES = Set.of(Person.class, Event.class, Article.class, Quote.class);

    private final Map<Class<?>, List<MappedAttribute>> model;
    private final Set<String> selected = new HashSet<>();

    JsonLdSelections(Map<Class<?>, List<MappedAttribute>> model) {
        this.model = model;
        for (Class<?> node : NODES) {
            OperationDefinition query = Parser.parse(query(node))
                    .getFirstDefinitionOfType(OperationDefinition.class)
                    .orElseThrow();
            Field root =
                    query.getSelectionSet().getSelectionsOfType(Field.class).get(0);
            add(root.getSelectionSet(), node, true);
        }
    }

    private static String query(Class<?> node) {
        try (InputStream file =
                JsonLdSelections.class.getResourceAsStream("/jsonld/" + node.getSimpleName() + ".graphql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(SelectionSet selection, Class<?> entity, boolean isDocument) {
        for (Field field : selection.getSelectionsOfType(Field.class)) {
            model.get(entity).stream()
                    .filter(attribute -> attribute.name().equals(field.getName()))
                    .forEach(attribute -> {
                        if (isDocument || !NODES.contains(entity)) {
                            selected.add(attribute.toString());
                        }
                        addNested(field, attribute);
                    });
        }
    }

    private void addNested(Field field, MappedAttribute attribute) {
        if (attribute.isReference()) {
            add(field.getSelectionSet(), attribute.target(), false);
        } else if (attribute.isCollection()) {
            field.getSelectionSet().getSelectionsOfType(Field.class).stream()
                    .filter(part -> part.getName().equals("nodes"))
                    .forEach(nodes -> add(nodes.getSelectionSet(), attribute.target(), false));
        }
    }

    boolean contains(MappedAttribute attribute) {
        return selected.contains(attribute.toString());
    }
}
