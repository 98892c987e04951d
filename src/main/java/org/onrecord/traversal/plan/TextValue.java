package org.onrecord.traversal.plan;

import graphql.language.SourceLocation;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/** Checks texts that become values of PostgreSQL's type {@code text}. */
final class TextValue {

    private TextValue() {}

    /** Returns the text. PostgreSQL stores no U+0000, and UTF-8 encodes no unpaired surrogate. */
    static String check(String text, SourceLocation location) {
        if (text.indexOf('\0') >= 0) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, "A text must not contain the character U+0000.", location);
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT, "A text must not contain an unpaired UTF-16 surrogate.", location);
        }
        return text;
    }
}
