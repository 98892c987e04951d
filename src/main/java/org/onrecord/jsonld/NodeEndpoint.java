package org.onrecord.jsonld;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;

import graphql.ExecutionResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.ClientAddress;
import org.onrecord.address.PublicUrl;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.Accept;
import org.onrecord.http.GraphQLExecutor;
import org.onrecord.http.GraphiQL;
import org.onrecord.http.HttpCaching;
import org.onrecord.http.HttpCaching.Validator;
import org.onrecord.http.ResponseSender;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.observability.RequestObserver;
import org.onrecord.security.AccessControl;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.ConditionalRead;
import org.onrecord.traversal.execution.RawJson;
import org.onrecord.traversal.limits.Limits;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * The URLs of people, events, articles and quotes. Programs get a JSON-LD document in the vocabulary of schema.org,
 * browsers are redirected to GraphiQL. One GraphQL query, and therefore one SQL statement, reads the document.
 */
@Singleton
class NodeEndpoint {

    private static final String JSON_LD = "application/ld+json";
    private static final String JSON = "application/json";
    private static final String HTML = "text/html";

    /** After authentication, and before the handler with which Quarkus disables compression for unknown media types. */
    private static final int ORDER = -1;

    private static final String METHODS = "GET, HEAD, OPTIONS";

    /** Nodes in each list of a document. */
    private static final int MAX_LIST = 100;

    private static final JsonReaderFactory READERS = JSON_PROVIDER.createReaderFactory(Map.of());

    private final GraphQLExecutor executor;
    private final HttpCaching caching;
    private final ResponseSender sender;
    private final AccessControl accessControl;
    private final RequestObserver observer;
    private final GraphiQL graphiql;
    private final PublicUrl publicUrl;
    private final ClientAddress address;
    private final int listLength;

    NodeEndpoint(
            GraphQLExecutor executor,
            HttpCaching caching,
            ResponseSender sender,
            AccessControl accessControl,
            RequestObserver observer,
            GraphiQL graphiql,
            PublicUrl publicUrl,
            ClientAddress address,
            Limits limits) {
        this.executor = executor;
        this.caching = caching;
        this.sender = sender;
        this.accessControl = accessControl;
        this.observer = observer;
        this.graphiql = graphiql;
        this.publicUrl = publicUrl;
        this.address = address;
        this.listLength = Math.min(MAX_LIST, limits.page().maxSize());
    }

    void route(@Observes Router router) {
        for (NodeResource resource : NodeResource.values()) {
            router.route("/" + resource.collection + "/:" + resource.key)
                    .order(ORDER)
                    .handler(observer::begin)
                    .blockingHandler(context -> handle(context, resource), false)
                    .failureHandler(context -> sender.fail(context, context.failure()));
        }
    }

    private void handle(RoutingContext context, NodeResource resource) {
        HttpMethod method = context.request().method();
        String mediaType = Accept.of(context).best(List.of(JSON_LD, JSON, HTML));
        if (method == HttpMethod.OPTIONS) {
            sender.options(context, METHODS);
            return;
        } else if (mediaType == null) {
            sender.sendText(context, 406, "Accept application/ld+json, application/json or text/html.");
            return;
        }
        try {
            context.put(Authorizer.IDENTITY, accessControl.identify(context));
            if (!Set.of(HttpMethod.GET, HttpMethod.HEAD).contains(method)) {
                context.response().putHeader(HttpHeaders.ALLOW, METHODS);
                throw new ApiException(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "Read a node with a GET request, and change it with a GraphQL mutation.");
            }
            get(context, resource, mediaType);
        } catch (RuntimeException e) {
            sender.fail(context, e);
        }
    }

    private void get(RoutingContext context, NodeResource resource, String mediaType) {
        NodeUrls urls = new NodeUrls(publicUrl.base(context.request()));
        String key = context.pathParam(resource.key);
        if (!resource.isValid(key)) {
            throw notFound(resource);
        }
        JsonObject variables = JSON_PROVIDER
                .createObjectBuilder()
                .add(resource.key, key)
                .add("first", listLength)
                .build();
        JsonObject request = JSON_PROVIDER
                .createObjectBuilder()
                .add("query", resource.query)
                .add("variables", variables)
                .build();
        Validator validator = caching.validator(
                request,
                mediaType + " " + urls.base(),
                context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH));
        ExecutionResult result = execute(context, request, validator);
        if (!result.getErrors().isEmpty()) {
            sender.fail(context, result.getErrors());
            return;
        }
        QueryNode node = node(result);
        boolean isUnchanged = validator.revalidation().isNotModified(); // Then the query did not read the node.
        if (node == null && !isUnchanged) {
            throw notFound(resource);
        } else if (!isUnchanged && !node.text(resource.key).equals(key)) {
            sender.redirect(context, 301, urls.of(resource, node));
        } else if (mediaType.equals(HTML)) {
            sender.redirect(context, 303, graphiql.url(resource.query, variables.toString()));
        } else if (validator.isNotModified()) {
            caching.cacheControl(context.response().headers(), validator.entityTag());
            sender.notModified(context);
        } else {
            caching.cacheControl(context.response().headers(), validator.entityTag());
            JsonObject next = resource.nextPage(node, variables);
            if (next != null) {
                String url = urls.graphql(resource.query, next.toString());
                context.response().putHeader("Link", "<" + url + ">; rel=\"next\"; type=\"application/json\"");
            }
            sender.send(
                    context,
                    200,
                    mediaType,
                    Buffer.buffer(resource.document(node, urls).toString()));
        }
    }

    private ExecutionResult execute(RoutingContext context, JsonObject request, Validator validator) {
        RequestMeasurement measurement = RequestMeasurement.of(context);
        Map<String, Object> graphqlContext = new HashMap<>();
        graphqlContext.put(ConditionalRead.KEY, validator.revalidation());
        graphqlContext.put(RequestMeasurement.KEY, measurement);
        ExecutionResult result = executor.execute(
                request, address.of(context.request()), context.get(Authorizer.IDENTITY), graphqlContext);
        measurement.result(result);
        return result;
    }

    private static ApiException notFound(NodeResource resource) {
        return new ApiException(ErrorCode.NOT_FOUND, "No " + resource.type + " has this URL.");
    }

    /** The node that the query found; null if it found none or did not read it. */
    private static QueryNode node(ExecutionResult result) {
        Map<String, RawJson> data = result.getData();
        byte[] json = data.values().iterator().next().utf8();
        try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8)) {
            return reader.readValue() instanceof JsonObject object ? new QueryNode(object) : null;
        }
    }
}
