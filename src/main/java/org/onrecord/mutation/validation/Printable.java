package org.onrecord.mutation.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * Rejects control characters, except tabs and line breaks. It is for texts that clients word, and not for texts as
 * printed, which are equal to a part of a body.
 */
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Printable.Validator.class)
public @interface Printable {

    /**
     * Whether the text identifies something to readers. Then it must also have a visible character, unless it is blank,
     * and must not override the direction of text: U+202D and U+202E show letters in another order than they have.
     */
    boolean isName() default false;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<Printable, String> {

        private boolean isName;

        @Override
        public void initialize(Printable constraint) {
            isName = constraint.isName();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            String problem = text == null ? null : problem(text);
            if (problem == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(problem).addConstraintViolation();
            return false;
        }

        private String problem(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
                    return "must not contain the control character U+%04X".formatted((int) c);
                } else if (isName && (c == '\u202D' || c == '\u202E')) {
                    return "must not contain U+%04X, which overrides the direction of text".formatted((int) c);
                }
            }
            return isName && !text.isBlank() && !Visible.Validator.isVisible(text) ? Visible.MESSAGE : null;
        }
    }
}
