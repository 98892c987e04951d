package org.onrecord.bulk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import io.netty.handler.codec.http.HttpUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.bulk.LineReader.UnreadableLineException;
import org.onrecord.error.ApiError;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.request.BodyReceiver;
import org.onrecord.http.response.ErrorMapper;
import org.onrecord.http.response.GraphQLResponse;
import org.onrecord.http.response.ResponseJson;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.observability.RequestObserver;
import org.onrecord.resource.FailedOperationException;
import org.onrecord.resource.GraphQLDocuments;
import org.onrecord.resource.ResourceExecutor;
import org.onrecord.security.AccessControl;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.limits.Limits;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * {@code POST /read} reads articles that are web pages, plain text or lines of NDJSON. Each article is read by the
 * query {@code Read.graphql}, with the rights and the limits of the client, as if the client had sent it. The answer to
 * a page or a text is the draft, that to NDJSON is a draft a line, or {@code {line, errors}}.
 */
@Singleton
class ReadEndpoint {

    private static final String PATH = "/read";

    /** The page of the same path answers GET and HEAD requests. */
    private static final String METHODS = "GET, HEAD, POST, OPTIONS";

    private static final String DOCUMENT = GraphQLDocuments.text("/graphql/Read.graphql");

    private final ReadConfig config;
    private final Limits limits;
    private final RawArticles articles;
    private final BodyReceiver bodies;
    private final ResourceExecutor executor;
    private final ErrorMapper errors;
    private final ResponseSender sender;
    private final AccessControl accessControl;
    private final RequestObserver observer;

    ReadEndpoint(
            ReadConfig config,
            Limits limits,
            RawArticles articles,
            BodyReceiver bodies,
            ResourceExecutor executor,
            ErrorMapper errors,
            ResponseSender sender,
            AccessControl accessControl,
            RequestObserver observer) {
        this.config = config;
        this.limits = limits;
        this.articles = articles;
        this.bodies = bodies;
        this.executor = executor;
        this.errors = errors;
        this.sender = sender;
        this.accessControl = accessControl;
        this.observer = observer;
    }

    void route(@Observes Router router) {
        router.route(PATH)
                .order(BulkRoutes.ORDER)
                .handler(observer::begin)
                .handler(context -> bodies.receive(context, config.body().asLongValue()))
                .blockingHandler(this::handle, false)
                .failureHandler(sender::failed);
    }

    private void handle(RoutingContext context) {
        try {
            byte[] body = BodyReceiver.take(context).getBytes();
            if (context.request().method() == HttpMethod.OPTIONS) {
                sender.options(context, METHODS);
                return;
            }
            context.put(Authorizer.IDENTITY, accessControl.identify(context));
            if (context.request().method() != HttpMethod.POST) {
                context.response().putHeader(HttpHeaders.ALLOW, METHODS);
                throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "Send the article in a POST request.");
            }
            sender.withMemory(context, () -> answer(context, body));
        } catch (FailedOperationException e) {
            sender.fail(context, e.errors());
        } catch (RuntimeException e) {
            sender.fail(context, e);
        }
    }

    private void answer(RoutingContext context, byte[] body) {
        String contentType = Objects.requireNonNullElse(context.request().getHeader(HttpHeaders.CONTENT_TYPE), "");
        String type = String.valueOf(HttpUtil.getMimeType(contentType)).toLowerCase(Locale.ROOT);
        if (BulkRoutes.NDJSON.contains(type)) {
            RequestMeasurement.of(context).bulk(PATH);
            sender.send(context, 200, BulkRoutes.RESPONSE_TYPE, lines(context, body));
            return;
        }
        JsonObject article = executor.prepare(
                context,
                () -> articles.of(
                        type, charset(contentType), body, context.request().params()));
        sender.send(context, 200, "application/json", read(context, article));
    }

    /** The name of the charset, or null. */
    private static String charset(String contentType) {
        CharSequence charset = HttpUtil.getCharsetAsSequence(contentType);
        return charset == null ? null : charset.toString();
    }

    private Buffer lines(RoutingContext context, byte[] body) {
        LineReader lines = new LineReader(new ByteArrayInputStream(body), body.length);
        Buffer answers = Buffer.buffer();
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    requireShort(answers, lines.number());
                    answers.appendString(answer(context, line, lines.number())).appendString("\n");
                }
            }
        } catch (IOException | UnreadableLineException e) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "Line " + lines.number() + ": " + e.getMessage());
        }
        return answers;
    }

    /** One line adds at most the answer to an article that is as long as an article may be. */
    private void requireShort(Buffer answers, long line) {
        long most = limits.response().asLongValue();
        if (answers.length() > most) {
            throw new ApiException(
                    ErrorCode.RESPONSE_LIMIT_EXCEEDED,
                    "The drafts of the lines before line " + line + " have too many bytes: " + most
                            + " are allowed. Send fewer lines in a request.");
        }
    }

    private String answer(RoutingContext context, String line, long number) {
        List<ApiError> failures;
        try {
            return read(context, articles.of(line)).toString();
        } catch (FailedOperationException e) {
            failures = errors.map(e.errors());
        } catch (ApiException e) {
            failures = List.of(errors.map(e));
        }
        return "{\"line\":" + number + ",\"errors\":" + GraphQLResponse.text(failures) + "}";
    }

    /** The draft of an article as JSON. */
    private Buffer read(RoutingContext context, JsonObject article) {
        JsonObject request = JSON_PROVIDER
                .createObjectBuilder()
                .add("query", DOCUMENT)
                .add("variables", JSON_PROVIDER.createObjectBuilder().add("input", article))
                .build();
        return ResponseJson.append(
                Buffer.buffer(), executor.read(context, request).get("read"));
    }
}
