package org.onrecord.mutation.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Objects;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/** Requires that exactly one key of a reference is given. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ExactlyOne.Validator.class)
@interface ExactlyOne {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<ExactlyOne, Reference> {

        @Override
        public boolean isValid(Reference reference, ConstraintValidatorContext context) {
            if (reference == null
                    || reference.keyValues().stream().filter(Objects::nonNull).count() == 1) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate("must have exactly one of " + reference.keyNames())
                    .addConstraintViolation();
            return false;
        }
    }
}
