package org.onrecord.traversal.plan;

import graphql.language.SourceLocation;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.error.StorableText;

/** Checks texts that become values of PostgreSQL's type {@code text}. */
final class TextValue {

    private TextValue() {}

    /** Returns the text. */
    static String check(String text, SourceLocation location) {
        String problem = StorableText.problem(text);
        if (problem != null) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, "A text must not contain " + problem + ".", location);
        }
        return text;
    }
}
