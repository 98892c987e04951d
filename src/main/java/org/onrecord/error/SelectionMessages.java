package org.onrecord.error;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Field;
import graphql.language.NullValue;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;

/** The messages about fields, directives and their arguments. */
final class SelectionMessages {

    /** With a place for the name. */
    static final String NO_DIRECTIVE = "The schema has no directive `@%s`.";

    private SelectionMessages() {}

    static String unknownField(TypedNode<Field> field) {
        String name = field.node().getName();
        String message = "`%s` has no field `%s`.".formatted(print(field.parentType()), name);
        return field.parentType() instanceof GraphQLUnionType union
                ? message + inFragment(union, name)
                : message + Suggestion.ofAll(name, fieldNames(field.parentType()));
    }

    private static Stream<String> fieldNames(GraphQLType type) {
        return type instanceof GraphQLFieldsContainer container
                ? container.getFieldDefinitions().stream().map(GraphQLFieldDefinition::getName)
                : Stream.of();
    }

    /** The advice for a field of a union. Its example is valid: a type of the union has the field. */
    private static String inFragment(GraphQLUnionType union, String name) {
        String advice = " It is a union: select the fields of its types in fragments, as `... on %s { %s }`.";
        return union.getTypes().stream()
                .filter(type -> fieldNames(type).anyMatch(name::equals))
                .findFirst()
                .map(type -> advice.formatted(type.getName(), name))
                .orElseGet(() -> advice.formatted(union.getTypes().get(0).getName(), "__typename")
                        + Suggestion.of(name, union.getTypes().stream().flatMap(SelectionMessages::fieldNames)));
    }

    static String wrongSelection(TypedNode<Field> field) {
        String subject = "`%s` is of type `%s`"
                .formatted(field.node().getName(), print(field.field().getType()));
        return field.node().getSelectionSet() == null
                ? subject + ": select at least one of its fields."
                : subject + ", which has no fields to select.";
    }

    static String unknownArgument(TypedNode<Argument> argument) {
        boolean inDirective = argument.directiveName() != null;
        if (inDirective && argument.directive() == null) {
            return NO_DIRECTIVE.formatted(argument.directiveName());
        }
        String name = argument.node().getName();
        String owner = inDirective ? "@" + argument.directiveName() : nameOf(argument);
        List<GraphQLArgument> arguments = inDirective
                ? argument.directive().getArguments()
                : argument.field().getArguments();
        return "`%s` has no argument `%s`.%s"
                .formatted(
                        owner, name, Suggestion.ofAll(name, arguments.stream().map(GraphQLArgument::getName)));
    }

    static String missingArgument(TypedNode<Field> field) {
        return missing(nameOf(field), field.field().getArguments(), field.node().getArguments());
    }

    static String missingDirectiveArgument(TypedNode<Directive> directive) {
        return missing(
                "@" + directive.node().getName(),
                directive.directive().getArguments(),
                directive.node().getArguments());
    }

    private static String missing(String owner, List<GraphQLArgument> definitions, List<Argument> given) {
        Set<String> values = given.stream()
                .filter(argument -> !(argument.getValue() instanceof NullValue))
                .map(Argument::getName)
                .collect(Collectors.toSet());
        String missing = definitions.stream()
                .filter(argument -> GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue())
                .filter(argument -> !values.contains(argument.getName()))
                .map(argument -> "`%s` of type `%s`".formatted(argument.getName(), print(argument.getType())))
                .collect(Collectors.joining(", "));
        return "`%s` requires the argument %s.".formatted(owner, missing);
    }

    /** The type with the field, as {@code Query.people}. */
    private static String nameOf(TypedNode<?> found) {
        return print(found.parentType()) + "." + found.field().getName();
    }

    static <T> String twice(String kind, List<T> all, Function<T, String> name) {
        Set<String> names = new HashSet<>();
        return all.stream()
                .map(name)
                .filter(one -> !names.add(one))
                .findFirst()
                .map(one -> "The %s `%s` may appear only once here.".formatted(kind, one))
                .orElse(null);
    }

    private static String print(GraphQLType type) {
        return GraphQLTypeUtil.simplePrint(type);
    }
}
