package org.onrecord.publishing;

import java.util.List;

import org.onrecord.mutation.input.ArticleInput.QuoteAppearanceInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Visible;
import org.onrecord.publishing.text.TextAnchor;

/** Finds the place that an input gives to a quote, by its position or its words. */
final class InputAnchors {

    private InputAnchors() {}

    /**
     * @param body null if the article has none
     * @return null if the article has no body
     */
    static TextAnchor find(String body, QuoteAppearanceInput input, FieldPath path) {
        boolean hasPosition = input.start() != null && input.end() != null;
        if (!hasPosition && (input.start() != null || input.end() != null)) {
            throw path.error("has only one of `start` and `end`: give both or neither");
        } else if (!hasPosition && input.exact() == null) {
            throw path.error("has no position: give `exact`, or `start` and `end`");
        } else if (body == null && input.exact() == null) {
            throw path.field("exact").error("must not be null, because the article has no `body`");
        } else if (body == null) {
            return null;
        }
        return hasPosition ? atPosition(body, input, path) : ofWords(body, input, path);
    }

    private static TextAnchor atPosition(String body, QuoteAppearanceInput input, FieldPath path) {
        String position = "[" + input.start() + ", " + input.end() + ")";
        TextAnchor anchor = TextAnchor.of(body, input.start(), input.end())
                .orElseThrow(() -> path.error("has the position " + position + ", but the body has "
                        + body.codePointCount(0, body.length()) + " Unicode code points"));
        if (anchor.end() - anchor.start() > MaxLength.STATEMENT) {
            throw path.error("has the position " + position + ", but a quote has at most " + MaxLength.STATEMENT
                    + " characters");
        }
        String exact = anchor.exact(body);
        if (input.exact() != null && !input.exact().equals(exact)) {
            throw path.error(
                    "has the words \"" + input.exact() + "\", but at " + position + " the body has \"" + exact + "\"");
        }
        if (!Visible.Validator.isVisible(exact)) {
            throw path.error("has the position " + position + ", where the body has no visible character");
        }
        return anchor;
    }

    private static TextAnchor ofWords(String body, QuoteAppearanceInput input, FieldPath path) {
        List<TextAnchor> anchors = TextAnchor.findAllWhole(body, input.exact(), input.prefix(), input.suffix());
        boolean hasContext = input.prefix() != null || input.suffix() != null;
        if (anchors.isEmpty()) {
            throw path.error("has the words \"" + input.exact() + "\", which do not occur in the body"
                    + (hasContext ? " with this prefix and suffix" : "")
                    + (body.contains(input.exact()) ? " as whole words: give more words, or `start` and `end`" : ""));
        } else if (anchors.size() > 1) {
            throw path.error("has the words \"" + input.exact() + "\", which occur " + anchors.size()
                    + " times in the body: give a" + (hasContext ? " longer" : "")
                    + " `prefix` or `suffix`, or `start` and `end`");
        }
        return anchors.get(0);
    }
}
