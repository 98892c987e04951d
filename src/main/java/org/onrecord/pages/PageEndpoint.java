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
import org.onrecord.resource.ReadResult;
import org.onrecord.resource.ResourceReader;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/** The URLs of the pages that are not about one node. It also answers requests that no other endpoint answers. */
@Singleton
class PageEndpoint {

    private final ResourceReader reader;
    private final Pages pages;
    private final ErrorPages errors;

    PageEndpoint(ResourceReader reader, Pages pages, ErrorPages errors) {
        this.reader = reader;
        this.pages = pages;
        this.errors = errors;
    }

    void route(@Observes Router router) {
        for (Page page : Page.values()) {
            if (page.path != null) {
                reader.route(router, page.path, List.of(Accept.HTML), new Handler(page), errors::failed);
            }
        }
        // After all other routes, but before the errors of Quarkus, which have stack traces in development.
        router.route().order(Integer.MAX_VALUE - 1).handler(this::notFound).failureHandler(this::failed);
    }

    private final class Handler implements ResourceReader.Handler {

        private final Page page;

        Handler(Page page) {
            this.page = page;
        }

        @Override
        public void handle(RoutingContext context, String mediaType) {
            JsonObject request = pages.request(context, page, JSON_PROVIDER.createObjectBuilder());
            ReadResult result = reader.read(context, request, pages.representation(context));
            if (!reader.revalidate(context, result)) {
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
