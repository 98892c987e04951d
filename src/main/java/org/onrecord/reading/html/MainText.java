package org.onrecord.reading.html;

import java.util.Set;

import net.dankito.readability4j.Readability4J;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Finds the main text of a page, without navigation, advertisements and captions. */
final class MainText {

    /** Readability visits elements recursively. Pages of people are far less deep. */
    private static final int MAX_DEPTH = 200;

    /** Readability requires a URL, to which it relates the links of the page. */
    private static final String NO_URL = "https://page.invalid/";

    /** What stands between the paragraphs of an article and is not said in it. */
    private static final String BESIDES = "script, style, noscript, template, nav, aside, footer, figure, form, button,"
            + " iframe, [hidden], [aria-hidden=true]";

    /** Elements within a paragraph. The edges of all others end it. */
    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
            "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr");

    private MainText() {}

    /** @param url of the page, or null */
    static String of(Document page, String url) {
        Element content = depth(page) > MAX_DEPTH ? null : readable(page, url);
        Element root = content == null ? page.body() : content;
        root.select(BESIDES).remove();
        Paragraphs paragraphs = new Paragraphs();
        root.traverse(paragraphs);
        return paragraphs.text();
    }

    /** The content of the article as Readability finds it; null if it finds none. */
    private static Element readable(Document page, String url) {
        return new Readability4J(url == null ? NO_URL : url, page.clone())
                .parse()
                .getArticleContent();
    }

    private static int depth(Document page) {
        Deepest deepest = new Deepest();
        page.traverse(deepest);
        return deepest.depth;
    }

    private static final class Deepest implements NodeVisitor {

        private int depth;

        @Override
        public void head(Node node, int depth) {
            this.depth = Math.max(this.depth, depth);
        }
    }

    /** Collects text. White space is one space, a {@code <br>} is a line break, and an empty line ends a paragraph. */
    private static final class Paragraphs implements NodeVisitor {

        private final StringBuilder text = new StringBuilder();

        /** What separates the next word from the last one. */
        private String separator = "";

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                append(words.getWholeText());
            } else if (node.nameIs("br")) {
                // Old pages separate paragraphs by two line breaks.
                separate(separator.startsWith("\n") ? "\n\n" : "\n");
            } else if (node.nameIs("q")) {
                append("“"); // Browsers show the marks.
            } else if (isBlock(node)) {
                separate("\n\n");
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node.nameIs("q")) {
                append("”");
            } else if (isBlock(node)) {
                separate("\n\n");
            }
        }

        private static boolean isBlock(Node node) {
            return node instanceof Element element && !INLINE.contains(element.normalName()) && !node.nameIs("br");
        }

        private void append(String words) {
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                    separate(" ");
                } else {
                    text.append(text.isEmpty() ? "" : separator).append(c);
                    separator = "";
                }
            }
        }

        /** The longer separator stays: a paragraph ends also where spaces surround its edge. */
        private void separate(String by) {
            if (by.length() > separator.length() || by.equals("\n") && separator.equals(" ")) {
                separator = by;
            }
        }

        private String text() {
            return text.toString();
        }
    }
}
