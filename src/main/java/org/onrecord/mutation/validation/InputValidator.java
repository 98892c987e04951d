package org.onrecord.mutation.validation;

import java.util.Comparator;
import java.util.List;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path.Node;
import jakarta.validation.Validator;

import org.onrecord.error.ApiException;

/** Checks inputs by Bean Validation. */
@Singleton
public final class InputValidator {

    private final Validator validator;

    InputValidator(Validator validator) {
        this.validator = validator;
    }

    /**
     * Checks the constraints on an input.
     *
     * @return the input
     * @throws ApiException with an error for each violation, in the order of the paths
     */
    public <T> T check(T input, FieldPath path) {
        List<ApiException> errors = validator.validate(input).stream()
                .sorted(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .map(violation -> path(violation, path).error(violation.getMessage()))
                .toList();
        if (!errors.isEmpty()) {
            throw new ApiException(errors);
        }
        return input;
    }

    private static FieldPath path(ConstraintViolation<?> violation, FieldPath root) {
        FieldPath path = root;
        for (Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                path = path.element(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                path = path.field(name(node));
            }
        }
        return path;
    }

    /** A component whose name in the schema is a Java keyword ends with an underscore. */
    private static String name(Node property) {
        String name = property.getName();
        return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
    }
}
