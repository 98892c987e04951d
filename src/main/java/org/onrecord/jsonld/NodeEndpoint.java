package org.onrecord.jsonld;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.spi.JsonProvider;

import graphql.ExecutionResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.Accept;
import org.onrecord.http.GraphQLExecutor;
import org.onrecord.http.GraphiQL;
import org.onrecord.http.HttpCaching;
import org.onrecord.http.HttpCaching.Validator;
import org.onrecord.http.Responder;
import org.onrecord.observability.Observation;
import org.onrecord.observability.RequestObserver;
import org.onrecord.security.Gatekeeper;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.ConditionalRead;
import org.onrecord.traversal.execution.RawJson;
import org.onrecord.traversal.limits.Limits;

/**
 * The address of each person, event, article and quote: a JSON-LD document in schema.org's terms for programs, GraphiQL for
 * browsers. The document is made of the answer to one GraphQL query, and so of one SQL statement.
 */
@Singleton
class NodeEndpoint {

    private static final String JSON_LD = "application/ld+json";
    private static final String JSON = "application/json";
    private static final String HTML = "text/html";

    /** Before Quarkus marks responses as not to be compressed, and after authentication. */
    private static final int ORDER = -1;

    private static final String METHODS = "GET, HEAD, OPTIONS";

    /** Nodes in each list of a document, at most. */
    private static final int LONGEST_LIST = 100;

    private static final JsonBuilderFactory REQUESTS = JsonProvider.provider().createBuilderFactory(Map.of());

    private final GraphQLExecutor executor;
    private final HttpCaching caching;
    private final Responder responder;
    private final Gatekeeper gatekeeper;
    private final RequestObserver observer;
    private final GraphiQL graphiql;
    private final Optional<String> publicUrl;
    private final int listLength;

    NodeEndpoint(
            GraphQLExecutor executor,
            HttpCaching caching,
            Responder responder,
            Gatekeeper gatekeeper,
            RequestObserver observer,
            GraphiQL graphiql,
            Limits limits,
            @ConfigProperty(name = "onrecord.public-url") Optional<String> publicUrl) {
        this.executor = executor;
        this.caching = caching;
        this.responder = responder;
        this.gatekeeper = gatekeeper;
        this.observer = observer;
        this.graphiql = graphiql;
        this.publicUrl = publicUrl.map(url -> url.replaceFirst("/+$", ""));
        this.listLength = Math.min(LONGEST_LIST, limits.page().maxSize());
    }

    void route(@Observes Router router) {
        for (NodeKind kind : NodeKind.values()) {
            router.route("/" + kind.collection + "/:" + kind.key)
                    .order(ORDER)
                    .handler(observer::begin)
                    .blockingHandler(context -> handle(context, kind), false)
                    .failureHandler(context -> responder.fail(context, context.failure()));
        }
    }

    private void handle(RoutingContext context, NodeKind kind) {
        HttpMethod method = context.request().method();
        String mediaType = Accept.of(context.request().headers().getAll(HttpHeaders.ACCEPT))
                .best(List.of(JSON_LD, JSON, HTML));
        if (method == HttpMethod.OPTIONS) {
            context.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, METHODS)
                    .end();
            return;
        } else if (mediaType == null) {
            responder.send(
                    context,
                    406,
                    "text/plain; charset=utf-8",
                    Buffer.buffer("A node is answered with application/ld+json, application/json or text/html."));
            return;
        }
        try {
            context.put(Authorizer.IDENTITY, gatekeeper.identify(context));
            if (!Set.of(HttpMethod.GET, HttpMethod.HEAD).contains(method)) {
                context.response().putHeader(HttpHeaders.ALLOW, METHODS);
                throw new ApiException(
                        ErrorCode.METHOD_NOT_ALLOWED, "A node is read by GET, and written by mutations of GraphQL.");
            }
            get(context, kind, mediaType);
        } catch (RuntimeException e) {
            responder.fail(context, e);
        }
    }

    private void get(RoutingContext context, NodeKind kind, String mediaType) {
        NodeAddresses addresses = new NodeAddresses(base(context.request()));
        if (!kind.mayHave(context.pathParam(kind.key))) {
            throw notFound(kind);
        }
        JsonObject variables =
                new JsonObject().put(kind.key, context.pathParam(kind.key)).put("first", listLength);
        var request = REQUESTS.createObjectBuilder()
                .add("query", kind.query)
                .add("variables", REQUESTS.createObjectBuilder(variables.getMap()))
                .build();
        Validator validator = caching.validator(
                request,
                mediaType + " " + addresses.base(),
                context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH));
        ExecutionResult result = executor.execute(
                request,
                new HashMap<>(Map.of(
                        ConditionalRead.KEY, validator.revalidation(),
                        Authorizer.IDENTITY, context.get(Authorizer.IDENTITY),
                        Observation.KEY, Observation.of(context))));
        Observation.of(context).result(result);
        if (!result.getErrors().isEmpty()) {
            responder.fail(context, result.getErrors());
            return;
        }
        JsonObject node = node(result);
        boolean known = validator.revalidation().isNotModified(); // Then the node was not read.
        if (node == null && !known) {
            throw notFound(kind);
        } else if (!known && !node.getString(kind.key).equals(variables.getString(kind.key))) {
            responder.redirect(context, 301, addresses.of(kind, node));
        } else if (mediaType.equals(HTML)) {
            responder.redirect(context, 303, graphiql.address(kind.query, variables.encode()));
        } else if (validator.isNotModified()) {
            caching.cacheControl(context.response().headers(), validator.entityTag());
            responder.notModified(context);
        } else {
            caching.cacheControl(context.response().headers(), validator.entityTag());
            JsonObject next = kind.nextPage(node, variables);
            if (next != null) {
                String address = addresses.graphql(kind.query, next.encode());
                context.response().putHeader("Link", "<" + address + ">; rel=\"next\"; type=\"application/json\"");
            }
            responder.send(
                    context, 200, mediaType, kind.document(node, addresses).toBuffer());
        }
    }

    private static ApiException notFound(NodeKind kind) {
        return new ApiException(ErrorCode.NOT_FOUND, "The graph has no " + kind.type + " of this address.");
    }

    private String base(HttpServerRequest request) {
        if (publicUrl.isPresent()) {
            return publicUrl.get();
        } else if (request.authority() == null) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST, "Send the header Host: the addresses in the answer begin with it.");
        }
        return request.scheme() + "://" + request.authority();
    }

    /** What the query found; null where it found nothing, or did not look. */
    private static JsonObject node(ExecutionResult result) {
        Map<String, RawJson> data = result.getData();
        byte[] json = data.values().iterator().next().utf8();
        return (JsonObject) Json.decodeValue(Buffer.buffer(json));
    }
}
