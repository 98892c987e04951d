package org.onrecord.pages;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.resource.ReadResult;
import org.onrecord.resource.ResourceExecutor;
import org.onrecord.resource.ResourceRoutes;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/** The URLs of the pages that are not about one node. It also answers requests that no other endpoint answers. */
@Singleton
class PageEndpoint {

    private final ResourceRoutes routes;
    private final ResourceExecutor executor;
    private final Pages pages;
    private final ErrorPages errors;
    private final ResponseSender sender;

    PageEndpoint(
            ResourceRoutes routes, ResourceExecutor executor, Pages pages, ErrorPages errors, ResponseSender sender) {
        this.routes = routes;
        this.executor = executor;
        this.pages = pages;
        this.errors = errors;
        this.sender = sender;
    }

    void route(@Observes Router router) {
        for (Page page : Page.values()) {
            if (page.path != null) {
                routes.addReadOnly(router, page.path, List.of(Accept.HTML), new Handler(page), errors::failed);
            }
        }
        // After all other routes, but before the errors of Quarkus, which have stack traces in development.
        router.route().order(Integer.MAX_VALUE - 1).handler(this::notFound).failureHandler(this::failed);
    }

    private final class Handler implements ResourceRoutes.Handler {

        private final Page page;

        Handler(Page page) {
            this.page = page;
        }

        @Override
        public void handle(RoutingContext context, String mediaType) {
            JsonObject request = pages.request(context, page, JSON_PROVIDER.createObjectBuilder());
            ReadResult result = executor.readIfChanged(context, request, pages.representation(context));
            if (!sender.revalidate(context, result.validator())) {
                pages.send(context, page, request, result.data(), null);
            }
        }

        @Override
        public void fail(RoutingContext context, String mediaType, RuntimeException failure) {
            if (mediaType == null) {
                errors.reject(context, failure);
            } else {
                errors.fail(context, page, failure);
            }
        }
    }

    private void notFound(RoutingContext context) {
        if (Accept.of(context).prefersHtml()) {
            errors.fail(context, 404, null);
        } else {
            errors.reject(context, new ApiException(ErrorCode.NOT_FOUND, "Nothing has this URL."));
        }
    }

    private void failed(RoutingContext context) {
        if (context.response().headWritten()) {
            context.next();
        } else {
            errors.failed(context);
        }
    }
}
