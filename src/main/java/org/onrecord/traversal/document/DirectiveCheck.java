package org.onrecord.traversal.document;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import graphql.execution.ExecutionContext;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.schema.SchemaBuilder;

/**
 * Checks the rules for directives that graphql-java does not check.
 *
 * <ul>
 *   <li>The service does not implement some directives that graphql-java adds to the schema.
 *   <li>{@code @skip} and {@code @include} are not allowed on the root field of a subscription (GraphQL specification,
 *       5.2.4.1). graphql-java's validation fails with an IndexOutOfBoundsException if no field is left.
 *   <li>The condition of {@code @skip} and {@code @include} must not be null. Validation allows a variable of type
 *       {@code Boolean} there if it has a default value; if its value is null, graphql-java fails with a
 *       NullPointerException.
 * </ul>
 */
public final class DirectiveCheck {

    private static final Set<String> CONDITIONAL = Set.of("skip", "include");

    private DirectiveCheck() {}

    /**
     * Checks a document before validation.
     *
     * @param text of the document
     * @throws ApiException if a directive is not allowed
     */
    static void check(Document document, String text) {
        if (text.indexOf('@') >= 0) { // Most documents have no directive.
            requireSupported(document);
        }
        document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation -> operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION)
                .forEach(operation -> {
                    if (!hasRootField(operation.getSelectionSet(), document, new HashSet<>())) {
                        throw invalid("A subscription must select exactly one field.", operation);
                    }
                });
    }

    private static void requireSupported(Document document) {
        new NodeTraverser()
                .preOrder(
                        new NodeVisitorStub() {
                            @Override
                            @SuppressWarnings("rawtypes")
                            public TraversalControl visitDirective(
                                    Directive directive, TraverserContext<Node> context) {
                                if (SchemaBuilder.UNSUPPORTED_DIRECTIVES.contains(directive.getName())) {
                                    throw invalid(
                                            "The schema has no directive `@%s`.".formatted(directive.getName()),
                                            directive);
                                }
                                return TraversalControl.CONTINUE;
                            }
                        },
                        document);
    }

    /**
     * Whether a subscription selects a field, directly or in fragments.
     *
     * @param visited the names of the fragments that were visited; fragments may contain themselves before validation
     */
    private static boolean hasRootField(SelectionSet selections, Document document, Set<String> visited) {
        boolean found = false;
        for (Selection<?> selection : selections.getSelections()) {
            requireUnconditional((DirectivesContainer<?>) selection);
            if (selection instanceof Field) {
                found = true;
            } else if (selection instanceof InlineFragment inline) {
                found |=
                        applies(inline.getTypeCondition()) && hasRootField(inline.getSelectionSet(), document, visited);
            } else if (selection instanceof FragmentSpread spread && visited.add(spread.getName())) {
                for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
                    found |= fragment.getName().equals(spread.getName())
                            && applies(fragment.getTypeCondition())
                            && hasRootField(fragment.getSelectionSet(), document, visited);
                }
            }
        }
        return found;
    }

    private static boolean applies(TypeName condition) {
        return condition == null || condition.getName().equals(SchemaBuilder.SUBSCRIPTION);
    }

    private static void requireUnconditional(DirectivesContainer<?> selection) {
        for (Directive directive : selection.getDirectives()) {
            if (CONDITIONAL.contains(directive.getName())) {
                throw invalid(
                        "`@%s` is not allowed on the field of a subscription, or on a fragment around it."
                                .formatted(directive.getName()),
                        directive);
            }
        }
    }

    private static ApiException invalid(String message, Node<?> node) {
        return new ApiException(ErrorCode.GRAPHQL_VALIDATION_FAILED, message, node.getSourceLocation());
    }

    /**
     * Checks the variables of an operation before graphql-java evaluates its directives.
     *
     * @throws ApiException if the condition of a directive is null
     */
    public static void requireConditions(ExecutionContext execution) {
        Map<String, Object> values = execution.getCoercedVariables().toMap();
        Set<String> nulls = new HashSet<>();
        for (VariableDefinition variable : execution.getOperationDefinition().getVariableDefinitions()) {
            String name = variable.getName();
            if (variable.getDefaultValue() != null && values.containsKey(name) && values.get(name) == null) {
                nulls.add(name);
            }
        }
        if (!nulls.isEmpty()) {
            requireNoCondition(execution, nulls);
        }
    }

    private static void requireNoCondition(ExecutionContext execution, Set<String> nulls) {
        new NodeTraverser()
                .preOrder(
                        new NodeVisitorStub() {
                            @Override
                            @SuppressWarnings("rawtypes")
                            public TraversalControl visitDirective(
                                    Directive directive, TraverserContext<Node> context) {
                                Argument condition = directive.getArgument("if");
                                if (CONDITIONAL.contains(directive.getName())
                                        && condition != null
                                        && condition.getValue() instanceof VariableReference variable
                                        && nulls.contains(variable.getName())) {
                                    throw rejection(directive, variable);
                                }
                                return TraversalControl.CONTINUE;
                            }
                        },
                        execution.getDocument());
    }

    private static ApiException rejection(Directive directive, VariableReference variable) {
        return new ApiException(
                ErrorCode.BAD_USER_INPUT,
                "The variable `$%s` must not be null: it is the condition of `@%s`."
                        .formatted(variable.getName(), directive.getName()),
                directive.getSourceLocation());
    }
}
