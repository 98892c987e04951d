package org.onrecord.reading.html;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.OffsetDateTime;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * The article of an HTML page. What the page does not say is null.
 *
 * <p>Values come from the first source that has them: the JSON-LD of schema.org (a {@code NewsArticle} or another
 * article), the properties of Open Graph, the elements of HTML.
 *
 * @param url the canonical URL
 * @param inLanguage a BCP 47 tag
 * @param byline the names of the authors, separated by commas
 * @param body the main text: paragraphs that an empty line separates; empty if the page has no text
 */
public record HtmlArticle(
        String url,
        String headline,
        String body,
        String inLanguage,
        OffsetDateTime datePublished,
        String publisher,
        String byline) {

    /**
     * @param page the bytes of the page
     * @param charset of the page, or null if the page says it
     * @param address where the page was found, or null; relative links in the page refer to it
     */
    public static HtmlArticle of(byte[] page, Charset charset, String address) {
        Document document = document(page, charset, address);
        PageMetadata metadata = PageMetadata.of(document);
        String url = metadata.url() == null ? address : metadata.url();
        String body = MainText.of(document, url);
        // A page that shows a part of the article only, or loads it by a script, may have the whole in its JSON-LD.
        String described = metadata.body();
        if (described != null && described.length() > 2 * body.length()) {
            body = described;
        }
        return new HtmlArticle(
                url,
                metadata.headline(),
                body,
                metadata.inLanguage(),
                metadata.datePublished(),
                metadata.publisher(),
                metadata.byline());
    }

    private static Document document(byte[] page, Charset charset, String address) {
        try {
            return Jsoup.parse(
                    new ByteArrayInputStream(page),
                    charset == null ? null : charset.name(),
                    address == null ? "" : address);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // An array does not fail.
        }
    }
}
