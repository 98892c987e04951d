package org.onrecord.error;

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
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;

import org.onrecord.error.InputCheck.Problem;

/**
 * The message for a document that does not match the schema. The messages of graphql-java contain the names of its
 * classes. This class composes others from the type and the location of the error.
 */
final class ValidationMessage {

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
                ? new ValidationMessage(schema, document, error).text(type).orElseGet(error::getMessage)
                : error.getMessage();
    }

    /** The path of the part of an argument that is wrong; empty if the error is not about the value of an argument. */
    static Optional<String> field(GraphQLSchema schema, Document document, ValidationError error) {
        return error.getValidationErrorType() == ValidationErrorType.WrongType
                ? error.getLocations().stream()
                        .findFirst()
                        .flatMap(location -> TypedNode.find(schema, document, Argument.class, location))
                        .flatMap(ValidationMessage::problem)
                        .map(Problem::field)
                : Optional.empty();
    }

    private Optional<String> text(ValidationErrorType type) {
        return switch (type) {
            case FieldUndefined -> find(Field.class, SelectionMessages::unknownField);
            case SubselectionRequired, SubselectionNotAllowed -> find(Field.class, SelectionMessages::wrongSelection);
            case FieldsConflict -> find(Field.class, this::conflict);
            case WrongType -> find(Argument.class, ValidationMessage::wrongArgument);
            case UnknownArgument -> find(Argument.class, SelectionMessages::unknownArgument);
            case MissingFieldArgument, NullValueForNonNullArgument ->
                find(Field.class, SelectionMessages::missingArgument);
            case MissingDirectiveArgument -> find(Directive.class, SelectionMessages::missingDirectiveArgument);
            case DuplicateArgumentNames ->
                find(
                                Field.class,
                                field -> SelectionMessages.twice(
                                        "argument", field.node().getArguments(), Argument::getName))
                        .or(() -> find(
                                Directive.class,
                                directive -> SelectionMessages.twice(
                                        "argument", directive.node().getArguments(), Argument::getName)));
            case UniqueObjectFieldName ->
                find(
                        ObjectValue.class,
                        object -> SelectionMessages.twice(
                                "field", object.node().getObjectFields(), ObjectField::getName));
            case UnknownDirective ->
                name(Directive.class, SelectionMessages.NO_DIRECTIVE)
                        .or(() -> find(Argument.class, SelectionMessages::unknownArgument));
            case MisplacedDirective -> name(Directive.class, "The directive `@%s` is not allowed here.");
            case DuplicateDirectiveName -> name(Directive.class, "The directive `@%s` may appear only once here.");
            case UnknownType ->
                find(TypeName.class, named -> unknownType(named.node().getName()))
                        .or(this::unknownCondition);
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
        return error.getLocations().stream()
                .findFirst()
                .flatMap(location -> TypedNode.find(schema, document, type, location))
                .map(message);
    }

    /** @param message with a place for the name of the node */
    private <N extends Node<N> & NamedNode<N>> Optional<String> name(Class<N> type, String message) {
        return find(type, found -> message.formatted(found.node().getName()));
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
        return problem(argument).map(Problem::message).orElse(null);
    }

    private static Optional<Problem> problem(TypedNode<Argument> argument) {
        return InputCheck.problem(argument.node().getName(), argument.node().getValue(), argument.inputType());
    }

    private String unknownType(String name) {
        Stream<String> names = schema.getAllTypesAsList().stream().map(GraphQLNamedSchemaElement::getName);
        return "The schema has no type `%s`.%s".formatted(name, Suggestion.of(name, names));
    }

    /** The parser gives no location to the type condition of a fragment definition. */
    private Optional<String> unknownCondition() {
        return document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .map(fragment -> fragment.getTypeCondition().getName())
                .filter(name -> schema.getType(name) == null)
                .findFirst()
                .map(this::unknownType);
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
                .map(Problem::message)
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
