package org.onrecord.bulk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import io.vertx.core.MultiMap;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.request.JsonText;
import org.onrecord.reading.html.HtmlArticle;
import org.onrecord.traversal.limits.Limits;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/** Makes {@code ReadInput} of raw articles. */
@Singleton
final class RawArticles {

    private static final String URL = "url";

    /** The fields of {@code ReadInput} that a parameter of the URL can give. They replace what a page says. */
    private static final List<String> PARAMETERS =
            List.of("headline", "inLanguage", "datePublished", "publisher", "byline");

    /** How long a page waits until another one is parsed. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** An article is flat. */
    private static final int MAX_DEPTH = 2;

    private final ReadConfig config;
    private final Limits limits;
    private final Semaphore parsers;

    RawArticles(ReadConfig config, Limits limits) {
        this.config = config;
        this.limits = limits;
        this.parsers = new Semaphore(config.pages(), true);
    }

    /**
     * The article of a web page or a plain text.
     *
     * @param type the media type
     * @param charset of the body, or null
     * @param parameters of the URL of the request; {@code url} is where the article was found, and a page may name its
     *     canonical URL
     */
    JsonObject of(String type, String charset, byte[] body, MultiMap parameters) {
        JsonObjectBuilder article = JSON_PROVIDER.createObjectBuilder();
        switch (type) {
            case "text/html", "application/xhtml+xml" ->
                add(article, page(body, charset(charset, null), parameters.get(URL)));
            case "text/plain" -> {
                article.add("body", requireShort(decoded(body, charset(charset, StandardCharsets.UTF_8))));
                add(article, URL, parameters.get(URL));
            }
            default ->
                throw new ApiException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "Send text/html, text/plain or application/x-ndjson, without compression.");
        }
        for (String name : PARAMETERS) {
            add(article, name, parameters.get(name));
        }
        JsonObject input = article.build();
        JsonText.requireStorable("", input);
        return input;
    }

    /** The article of a line of NDJSON, which has the fields of {@code ReadInput}. */
    JsonObject of(String line) {
        JsonObject article = JsonText.object(line, "The line", MAX_DEPTH);
        JsonText.requireStorable("", article);
        return article;
    }

    /** Parses a page. Its tree takes several times the memory of the page, so only a few are parsed at once. */
    private HtmlArticle page(byte[] body, Charset charset, String url) {
        try {
            if (!parsers.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooManyPages();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooManyPages();
        }
        try {
            return HtmlArticle.of(body, charset, url);
        } finally {
            parsers.release();
        }
    }

    private ApiException tooManyPages() {
        return new ApiException(
                ErrorCode.SERVICE_UNAVAILABLE,
                "This instance is already parsing " + config.pages() + " pages. Try again in a moment.");
    }

    private void add(JsonObjectBuilder article, HtmlArticle page) {
        if (page.body().isEmpty()) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, "The page contains no text.");
        }
        article.add("body", requireShort(page.body()));
        add(article, URL, page.url());
        add(article, "headline", page.headline());
        add(article, "inLanguage", page.inLanguage());
        OffsetDateTime published = page.datePublished();
        add(article, "datePublished", published == null ? null : published.toString());
        add(article, "publisher", page.publisher());
        add(article, "byline", page.byline());
    }

    private static void add(JsonObjectBuilder article, String name, String value) {
        if (value != null) {
            article.add(name, value);
        }
    }

    /** The field {@code read} would reject it too, but only after it has waited for others with its text in memory. */
    private String requireShort(String body) {
        long most = limits.body().asLongValue();
        if (body.length() > most) {
            throw new ApiException(
                    ErrorCode.COST_LIMIT_EXCEEDED,
                    "The article has " + body.length() + " characters, and " + most
                            + " can be read at once. Read it in parts, or store it with `/import?read=true`.");
        }
        return body;
    }

    private static Charset charset(String name, Charset otherwise) {
        try {
            return name == null ? otherwise : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The charset `" + name + "` is unknown.");
        }
    }

    private static String decoded(byte[] body, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "The body is not " + charset.name() + ".");
        }
    }
}
