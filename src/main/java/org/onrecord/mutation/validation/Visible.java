package org.onrecord.mutation.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/** Rejects texts with only invisible characters, such as U+200B. Other constraints reject blank texts. */
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Visible.Validator.class)
public @interface Visible {

    String MESSAGE = "must contain a visible character";

    String message() default MESSAGE;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<Visible, String> {

        /** Letters and a symbol without a shape: the fillers of Hangul, and the empty pattern of Braille. */
        private static final String EMPTY_SHAPES = "\u115F\u1160\u3164\uFFA0\u2800";

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null || text.isBlank() || isVisible(text);
        }

        /** Whether a text has a visible character. */
        public static boolean isVisible(String text) {
            return text.codePoints().anyMatch(Validator::isVisible);
        }

        private static boolean isVisible(int c) {
            return switch (Character.getType(c)) {
                case Character.FORMAT,
                        Character.CONTROL,
                        Character.SPACE_SEPARATOR,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.NON_SPACING_MARK,
                        Character.ENCLOSING_MARK -> false;
                default -> EMPTY_SHAPES.indexOf(c) < 0;
            };
        }
    }
}
