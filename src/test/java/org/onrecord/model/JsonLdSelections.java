package org.onrecord.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
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
            Document document = Parser.parse(document(node));
            Field root = (Field) document.getFirstDefinitionOfType(OperationDefinition.class)
                    .orElseThrow()
                    .getSelectionSet()
                    .getSelections()
                    .get(0);
            // The fragment is also a part of the pages.
            FragmentDefinition fragment =
                    document.getFirstDefinitionOfType(FragmentDefinition.class).orElseThrow();
            add(root.getSelectionSet(), node, true);
            add(fragment.getSelectionSet(), node, true);
        }
    }

    private static String document(Class<?> node) {
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
