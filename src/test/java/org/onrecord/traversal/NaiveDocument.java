package org.onrecord.traversal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

/** A document with its variables: resolves fragments, directives and arguments. */
final class NaiveDocument {

    private static final Object ABSENT = new Object();

    private final Document document;
    private final Map<String, Object> variables = new LinkedHashMap<>();

    NaiveDocument(String query, Map<String, ?> variables) {
        this.document = Parser.parse(query);
        for (VariableDefinition definition : operation().getVariableDefinitions()) {
            if (variables.containsKey(definition.getName())) {
                this.variables.put(definition.getName(), variables.get(definition.getName()));
            } else if (definition.getDefaultValue() != null) {
                this.variables.put(definition.getName(), value(definition.getDefaultValue()));
            }
        }
    }

    OperationDefinition operation() {
        return document.getDefinitionsOfType(OperationDefinition.class).get(0);
    }

    Map<String, List<graphql.language.Field>> collect(String type, List<SelectionSet> selectionSets) {
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

    static List<SelectionSet> selectionSets(List<graphql.language.Field> fields) {
        return fields.stream().map(graphql.language.Field::getSelectionSet).toList();
    }

    Map<String, Object> arguments(List<graphql.language.Field> fields) {
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
}
