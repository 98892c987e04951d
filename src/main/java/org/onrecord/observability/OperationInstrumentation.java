package org.onrecord.observability;

import java.util.List;
import java.util.Locale;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.validation.ValidationError;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/**
 * Reads the name of the executed operation from graphql-java, and traces parsing and validation, which happen only
 * for documents that are not in SmallRye's cache.
 */
@Singleton
final class OperationInstrumentation extends SimplePerformantInstrumentation {

    private final Tracer tracer;

    OperationInstrumentation(Tracer tracer) {
        this.tracer = tracer;
    }

    void install(@Observes GraphQL.Builder builder) {
        // The builder has no getter for the instrumentation that it has.
        Instrumentation others = builder.build().getInstrumentation();
        builder.instrumentation(new ChainedInstrumentation(others, this));
    }

    @Override
    public InstrumentationContext<Document> beginParse(
            InstrumentationExecutionParameters parameters, InstrumentationState state) {
        return span("GraphQL parse");
    }

    @Override
    public InstrumentationContext<List<ValidationError>> beginValidation(
            InstrumentationValidationParameters parameters, InstrumentationState state) {
        return span("GraphQL validate");
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        OperationDefinition operation = parameters.getExecutionContext().getOperationDefinition();
        RequestMeasurement measurement =
                parameters.getExecutionContext().getGraphQLContext().get(RequestMeasurement.KEY);
        measurement.executed = true;
        measurement.operationName = operation.getName();
        Span request = Span.current();
        request.setAttribute(
                "graphql.operation.type", operation.getOperation().name().toLowerCase(Locale.ROOT));
        if (operation.getName() != null) {
            request.setAttribute("graphql.operation.name", operation.getName());
        }
        return SimpleInstrumentationContext.noOp();
    }

    private <T> InstrumentationContext<T> span(String name) {
        if (!Span.current().isRecording()) {
            return SimpleInstrumentationContext.noOp();
        }
        Span span = tracer.spanBuilder(name).startSpan();
        return SimpleInstrumentationContext.whenCompleted((result, failure) -> {
            if (failure != null || result instanceof List<?> errors && !errors.isEmpty()) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        });
    }
}
