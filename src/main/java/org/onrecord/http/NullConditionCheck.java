package org.onrecord.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * Rejects null as the condition of {@code @skip} and {@code @include}. Validation allows a variable of type {@code
 * Boolean} there if it has a default value; if its value is null, graphql-java fails with a NullPointerException.
 */
@Singleton
final class NullConditionCheck extends SimplePerformantInstrumentation {

    private static final Set<String> CONDITIONAL = Set.of("skip", "include");

    void install(@Observes GraphQL.Builder builder) {
        // The builder has no getter for the instrumentation that it has.
        Instrumentation others = builder.build().getInstrumentation();
        builder.instrumentation(new ChainedInstrumentation(others, this));
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutionContext execution = parameters.getExecutionContext();
        Map<String, Object> values = execution.getCoercedVariables().toMap();
        Set<String> nulls = execution.getOperationDefinition().getVariableDefinitions().stream()
                .filter(variable -> variable.getDefaultValue() != null)
                .map(VariableDefinition::getName)
                .filter(name -> values.containsKey(name) && values.get(name) == null)
                .collect(Collectors.toSet());
        if (!nulls.isEmpty()) {
            requireNoCondition(execution, nulls);
        }
        return SimpleInstrumentationContext.noOp();
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

    private static AbortExecutionException rejection(Directive directive, VariableReference variable) {
        return new AbortExecutionException(List.of(new ApiException(
                        ErrorCode.BAD_USER_INPUT,
                        "The variable `$%s` must not be null: it is the condition of `@%s`."
                                .formatted(variable.getName(), directive.getName()),
                        directive.getSourceLocation())
                .toError()));
    }
}
