package org.onrecord.publishing.persistence;

import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.onrecord.error.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

class ConstraintViolationsTest {

    private final ConstraintViolations violations = new ConstraintViolations();

    @Test
    void aConstraintThatEachAttemptViolatesIsViolatedByTheInput() {
        for (int id = 1; id <= 3; id++) {
            assertThat(violations.isOfInput()).isFalse();
            violations.add(failure("23505", "some_key", "Key (person_id, name)=(" + id + ", Ann) already exists."));
        }
        assertThat(violations.isOfInput()).isTrue();
        assertThat(violations.rejection(failure("23505", "some_key", "")).code())
                .isEqualTo(ErrorCode.BAD_USER_INPUT);
    }

    @Test
    void concurrentWritersViolateDifferentConstraints() {
        for (String key : new String[] {"a", "b", "c", "a", "b", "c"}) {
            violations.add(failure("23505", "some_key", "Key (slug)=(" + key + ") already exists."));
            violations.add(failure("40P01", null, null));
            assertThat(violations.isOfInput()).isFalse();
        }
    }

    private static RuntimeException failure(String state, String constraint, String detail) {
        String message = "SERROR\0C" + state + "\0Mmessage\0" + (constraint == null ? "" : "n" + constraint + "\0")
                + (detail == null ? "" : "D" + detail + "\0");
        return new IllegalStateException(new PSQLException(new ServerErrorMessage(message)));
    }
}
