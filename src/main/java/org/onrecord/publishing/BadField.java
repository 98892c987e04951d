package org.onrecord.publishing;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/** Refuses a field of an input, by its path: {@code input.appearances[2].quote.text}. */
public final class BadField {

    private BadField() {}

    static ApiException at(String path, String message) {
        return new ApiException(ErrorCode.BAD_USER_INPUT, "`" + path + "` " + message + ".", Map.of("field", path));
    }

    /**
     * Checks what the types do not say.
     *
     * @param path of the input, empty where it stands for itself
     *
     * @throws ApiException for each field that is not as it must be
     */
    public static <T> T check(Validator validator, String path, T input) {
        Set<ConstraintViolation<T>> violations = validator.validate(input);
        if (!violations.isEmpty()) {
            throw new ApiException(violations.stream()
                    .sorted(Comparator.comparing(
                            violation -> violation.getPropertyPath().toString()))
                    .map(violation -> at(
                            (path.isEmpty() ? "" : path + ".")
                                    + readable(violation.getPropertyPath().toString()),
                            violation.getMessage()))
                    .toList());
        }
        return input;
    }

    /** Elements of lists have a name in Bean Validation, and a Java name may differ from the field's. */
    private static String readable(String path) {
        return path.replace(".<list element>", "").replace("abstract_", "abstract");
    }
}
