package org.onrecord.bulk;

import java.util.Objects;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;

import org.eclipse.yasson.YassonConfig;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.mutation.input.NodeInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.InputValidator;
import org.onrecord.publishing.BatchEntry;

/** Parses and validates the lines of an import. Like GraphQL, it rejects unknown fields. */
@Singleton
final class LineParser {

    private final Jsonb jsonb = JsonbBuilder.create(new YassonConfig().withFailOnUnknownProperties(true));
    private final JsonErrorExplainer explainer = new JsonErrorExplainer(jsonb);
    private final InputValidator validator;

    LineParser(InputValidator validator) {
        this.validator = validator;
    }

    /** @throws ApiException if the line is invalid */
    ImportLine parse(long number, String json) {
        NodeInput input;
        try {
            input = jsonb.fromJson(json, NodeInput.class);
        } catch (JsonbException e) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, explainer.explain(json, NodeInput.class));
        }
        if (input == null
                || Stream.of(input.person(), input.event(), input.article())
                                .filter(Objects::nonNull)
                                .count()
                        != 1) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT, "A line must have exactly one of `person`, `event` and `article`.");
        }
        return new ImportLine(number, json, new BatchEntry(validator.check(input, FieldPath.LINE)));
    }
}
