package org.onrecord.pages;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.request.JsonText;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.ResponseJson;
import org.onrecord.pages.view.Messages;
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.ReadView;
import org.onrecord.resource.ResourceReader;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * The page {@code /read}: a form for the text of an article, and the quotes that the service finds in the text. The
 * query {@code read} reads it with the rights and the limits of the client, and nothing is stored. Programs send
 * articles to the same path in other media types.
 */
@Singleton
class ReadPageEndpoint {

    private static final String PATH = "/read";
    private static final String TEMPLATE = "pages/read";
    private static final String DOCUMENT = ResourceReader.document("/pages/read.graphql");

    /** Characters of a text. The template has the same number. */
    private static final int LONGEST = 100_000;

    private final ResourceReader reader;
    private final Pages pages;
    private final ErrorPages errors;

    ReadPageEndpoint(ResourceReader reader, Pages pages, ErrorPages errors) {
        this.reader = reader;
        this.pages = pages;
        this.errors = errors;
    }

    void route(@Observes Router router) {
        reader.serve(
                router.route(PATH).method(HttpMethod.GET).method(HttpMethod.HEAD),
                List.of(Accept.HTML),
                new Handler(),
                errors::failed);
        reader.serve(
                router.post(PATH).consumes(HttpHeaders.APPLICATION_X_WWW_FORM_URLENCODED.toString()),
                List.of(Accept.HTML),
                new Handler(),
                errors::failed);
    }

    private final class Handler implements ResourceReader.Handler {

        @Override
        public void handle(RoutingContext context, String mediaType) {
            Map<String, String> fields = fields(ResourceReader.body(context));
            boolean hasText = !fields.getOrDefault("body", "").isBlank();
            pages.send(
                    context,
                    200,
                    TEMPLATE,
                    hasText
                            ? ReadView.of(fields, read(context, fields))
                            : ReadView.form(Messages.of(context).language()));
        }

        @Override
        public void fail(RoutingContext context, String mediaType, RuntimeException failure) {
            errors.reject(context, failure);
        }
    }

    /** The fields of the form. */
    private static Map<String, String> fields(Buffer body) {
        try {
            Map<String, String> fields = new LinkedHashMap<>();
            new QueryStringDecoder(body.toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8, false)
                    .parameters()
                    .forEach((name, values) -> {
                        if (ReadView.FIELDS.contains(name)) {
                            // A browser sends CR and LF for the end of a line.
                            fields.put(name, values.get(0).replace("\r\n", "\n"));
                        }
                    });
            return fields;
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "The form is not encoded as a form: " + e.getMessage());
        }
    }

    private PageData read(RoutingContext context, Map<String, String> fields) {
        if (fields.get("body").length() > LONGEST) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    "The text has more than " + LONGEST + " characters. Send it to the query `read`.");
        }
        JsonObjectBuilder input = JSON_PROVIDER.createObjectBuilder();
        fields.forEach((name, value) -> {
            if (!value.isBlank()) {
                input.add(name, name.equals("datePublished") ? value + "T12:00:00Z" : value);
            }
        });
        JsonObject article = input.build();
        JsonText.requireStorable("", article);
        JsonObject request = JSON_PROVIDER
                .createObjectBuilder()
                .add("query", DOCUMENT)
                .add("variables", JSON_PROVIDER.createObjectBuilder().add("input", article))
                .build();
        String draft = ResponseJson.append(
                        Buffer.buffer(), reader.execute(context, request).get("read"))
                .toString();
        try (JsonReader json = JSON_PROVIDER.createReader(new StringReader(draft))) {
            return PageData.of(json.readObject());
        }
    }
}
