package org.onrecord.error;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;

/**
 * The message for a document that does not match the schema. The messages of graphql-java contain the names of its
 * classes. This class composes others from the type and the location of the error.
 */
final class ValidationMessage {

    private static final String NO_DIRECTIVE = "The schema has no directive `@%s`.";

    private final GraphQLSchema schema;
    private final Document document;
    private final ValidationError error;

    private ValidationMessage(GraphQLSchema schema, Document document, ValidationError error) {
        this.schema = schema;
        this.document = document;
        this.error = error;
    }

    /** The message; that of graphql-java if the type of the error is unknown. */
    static String of(GraphQLSchema schema, Document document, ValidationError error) {
        return error.getValidationErrorType() instanceof ValidationErrorType type
                        && !error.getLocations().isEmpty()
                ? new ValidationMessage(schema, document, error).text(type).orElseGet(error::getMessage)
                : error.getMessage();
    }

    private Optional<String> text(ValidationErrorType type) {
        return switch (type) {
            case FieldUndefined -> find(Field.class, ValidationMessage::unknownField);
            case SubselectionRequired, SubselectionNotAllowed -> find(Field.class, ValidationMessage::wrongSelection);
            case FieldsConflict -> find(Field.class, this::conflict);
            case WrongType -> find(Argument.class, ValidationMessage::wrongArgument);
            case UnknownArgument -> find(Argument.class, ValidationMessage::unknownArgument);
            case MissingFieldArgument, NullValueForNonNullArgument ->
                find(Field.class, ValidationMessage::missingArgument);
            case MissingDirectiveArgument -> find(Directive.class, ValidationMessage::missingDirectiveArgument);
            case DuplicateArgumentNames ->
                find(Field.class, field -> twice("argument", field.node().getArguments(), Argument::getName))
                        .or(() -> find(
                                Directive.class,
                                directive -> twice("argument", directive.node().getArguments(), Argument::getName)));
            case UniqueObjectFieldName ->
                find(
                        ObjectValue.class,
                        object -> twice("field", object.node().getObjectFields(), ObjectField::getName));
            case UnknownDirective ->
                name(Directive.class, NO_DIRECTIVE).or(() -> find(Argument.class, ValidationMessage::unknownArgument));
            case MisplacedDirective -> name(Directive.class, "The directive `@%s` is not allowed here.");
            case DuplicateDirectiveName -> name(Directive.class, "The directive `@%s` may appear only once here.");
            case UnknownType -> find(TypeName.class, this::unknownType);
            case InlineFragmentTypeConditionInvalid ->
                find(
                        InlineFragment.class,
                        fragment -> wrongCondition(fragment.node().getTypeCondition()));
            case FragmentTypeConditionInvalid ->
                find(
                        FragmentDefinition.class,
                        fragment -> wrongCondition(fragment.node().getTypeCondition()));
            case InvalidFragmentType ->
                find(
                                InlineFragment.class,
                                fragment -> impossible(fragment.node().getTypeCondition(), fragment.parentType()))
                        .or(() -> find(FragmentSpread.class, this::impossible));
            case UndefinedFragment -> name(FragmentSpread.class, "The document does not define the fragment `%s`.");
            case UnusedFragment -> name(FragmentDefinition.class, "The fragment `%s` is not used.");
            case FragmentCycle -> name(FragmentDefinition.class, "The fragment `%s` contains itself.");
            case DuplicateFragmentName ->
                name(FragmentDefinition.class, "The document defines the fragment `%s` more than once.");
            case UndefinedVariable ->
                name(VariableReference.class, "The operation does not define the variable `$%s`.");
            case UnusedVariable -> name(VariableDefinition.class, "The variable `$%s` is not used.");
            case DuplicateVariableName ->
                name(VariableDefinition.class, "The operation defines the variable `$%s` more than once.");
            case NonInputTypeOnVariable -> find(VariableDefinition.class, ValidationMessage::noInputType);
            case BadValueForDefaultArg -> find(VariableDefinition.class, ValidationMessage::wrongDefault);
            case VariableTypeMismatch -> find(VariableReference.class, this::wrongVariable);
            case DuplicateOperationName ->
                name(OperationDefinition.class, "The document has more than one operation `%s`.");
            case LoneAnonymousOperationViolation ->
                Optional.of("A document with more than one operation must name all of them.");
            case SubscriptionMultipleRootFields -> Optional.of("A subscription must select exactly one field.");
            case SubscriptionIntrospectionRootField -> Optional.of("A subscription must not select introspection.");
            case NonExecutableDefinition ->
                Optional.of("A document may contain operations and fragments, but no definitions of types.");
            default -> Optional.empty();
        };
    }

    /**
     * The message for the node at the location of the error; empty if no node of the class is there, or it has no
     * message.
     */
    private <N extends Node<N>> Optional<String> find(Class<N> type, Function<TypedNode<N>, String> message) {
        return TypedNode.find(schema, document, type, error.getLocations().get(0))
                .map(message);
    }

    /** @param message with a place for the name of the node */
    private <N extends Node<N> & NamedNode<N>> Optional<String> name(Class<N> type, String message) {
        return find(type, found -> message.formatted(found.node().getName()));
    }

    private static String unknownField(TypedNode<Field> field) {
        String name = field.node().getName();
        Stream<String> names = field.parentType() instanceof GraphQLFieldsContainer type
                ? type.getFieldDefinitions().stream().map(GraphQLFieldDefinition::getName)
                : Stream.of();
        return "`%s` has no field `%s`.%s".formatted(print(field.parentType()), name, Suggestion.of(name, names));
    }

    private static String wrongSelection(TypedNode<Field> field) {
        String subject = "`%s` is of type `%s`"
                .formatted(field.node().getName(), print(field.field().getType()));
        return field.node().getSelectionSet() == null
                ? subject + ": select at least one of its fields."
                : subject + ", which has no fields to select.";
    }

    private String conflict(TypedNode<Field> found) {
        Field one = found.node();
        return TypedNode.find(
                        schema,
                        document,
                        Field.class,
                        error.getLocations().get(error.getLocations().size() - 1))
                .map(TypedNode::node)
                .map(other -> {
                    String reason = "their types differ";
                    if (!one.getName().equals(other.getName())) {
                        reason = "`%s` and `%s` are different fields".formatted(one.getName(), other.getName());
                    } else if (!print(one.getArguments()).equals(print(other.getArguments()))) {
                        reason = "their arguments differ";
                    }
                    return "Two fields with the response name `%s` cannot be merged: %s. Give one of them an alias."
                            .formatted(one.getResultKey(), reason);
                })
                .orElse(null);
    }

    private static Set<String> print(List<Argument> arguments) {
        return arguments.stream().map(AstPrinter::printAstCompact).collect(Collectors.toSet());
    }

    /** Null if this class finds nothing wrong with the argument. */
    private static String wrongArgument(TypedNode<Argument> argument) {
        return InputCheck.problem(argument.node().getName(), argument.node().getValue(), argument.inputType())
                .orElse(null);
    }

    private static String unknownArgument(TypedNode<Argument> argument) {
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
                .formatted(owner, name, Suggestion.of(name, arguments.stream().map(GraphQLArgument::getName)));
    }

    private static String missingArgument(TypedNode<Field> field) {
        return missing(nameOf(field), field.field().getArguments(), field.node().getArguments());
    }

    private static String missingDirectiveArgument(TypedNode<Directive> directive) {
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

    private static <T> String twice(String kind, List<T> all, Function<T, String> name) {
        Set<String> names = new HashSet<>();
        return all.stream()
                .map(name)
                .filter(one -> !names.add(one))
                .findFirst()
                .map(one -> "The %s `%s` may appear only once here.".formatted(kind, one))
                .orElse(null);
    }

    private String unknownType(TypedNode<TypeName> type) {
        String name = type.node().getName();
        Stream<String> names = schema.getAllTypesAsList().stream().map(GraphQLNamedSchemaElement::getName);
        return "The schema has no type `%s`.%s".formatted(name, Suggestion.of(name, names));
    }

    private static String wrongCondition(TypeName type) {
        return "A fragment cannot be on `%s`, which is neither an object, an interface nor a union."
                .formatted(type.getName());
    }

    private String impossible(TypedNode<FragmentSpread> spread) {
        return document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .filter(fragment -> fragment.getName().equals(spread.node().getName()))
                .findFirst()
                .map(fragment -> impossible(fragment.getTypeCondition(), spread.parentType()))
                .orElse(null);
    }

    private static String impossible(TypeName type, GraphQLType parentType) {
        return "A fragment on `%s` cannot apply here, where the type is `%s`."
                .formatted(type.getName(), print(parentType));
    }

    private static String noInputType(TypedNode<VariableDefinition> variable) {
        return "The variable `$%s` cannot have the type `%s`, which is not an input type."
                .formatted(
                        variable.node().getName(),
                        AstPrinter.printAst(variable.node().getType()));
    }

    private static String wrongDefault(TypedNode<VariableDefinition> variable) {
        return InputCheck.problem(
                        "$" + variable.node().getName(), variable.node().getDefaultValue(), variable.inputType())
                .orElse(null);
    }

    private String wrongVariable(TypedNode<VariableReference> reference) {
        String name = reference.node().getName();
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .flatMap(operation -> operation.getVariableDefinitions().stream())
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .filter(variable -> reference.inputType() != null)
                .map(variable -> "The variable `$%s` is of type `%s`, but type `%s` is required here."
                        .formatted(name, AstPrinter.printAst(variable.getType()), print(reference.inputType())))
                .orElse(null);
    }

    private static String print(GraphQLType type) {
        return GraphQLTypeUtil.simplePrint(type);
    }
}
