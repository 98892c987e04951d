package org.onrecord.syndication;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.pages.view.PageData;
import org.onrecord.resource.ReadResult;
import org.onrecord.resource.ResourceExecutor;
import org.onrecord.url.PercentEncoding;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * A CSV file with the rows of a list. It is read and sent in pages: one GraphQL query reads a page when the client has
 * received the page before. No thread and no connection to the database waits for the client.
 */
final class CsvFile {

    static final String MEDIA_TYPE = "text/csv";

    private static final Logger LOG = Logger.getLogger(CsvFile.class);

    private static final String CONTENT_TYPE = MEDIA_TYPE + "; charset=utf-8; header=present";

    private final RoutingContext context;
    private final ResourceExecutor executor;
    private final ResponseSender sender;
    private final String document;
    private final JsonObject variables;
    private final String base;
    private final int pageSize;
    private final int maxRows;
    private int rows;

    /**
     * @param document its field {@code list} is the connection. The field is in {@code node}, if the list is that of a
     *     node.
     * @param variables of the document, except {@code first} and {@code after}
     * @param base URL of the service
     */
    CsvFile(
            RoutingContext context,
            ResourceExecutor executor,
            ResponseSender sender,
            String document,
            JsonObject variables,
            String base,
            int pageSize,
            int maxRows) {
        this.context = context;
        this.executor = executor;
        this.sender = sender;
        this.document = document;
        this.variables = variables;
        this.base = base;
        this.pageSize = pageSize;
        this.maxRows = maxRows;
    }

    /** Blocks until the first page is read. */
    void send() {
        // If the graph has not changed since the first page was read, it has not changed since any page was.
        ReadResult result = read(context.queryParams().get("after"), MEDIA_TYPE + " " + base + " " + maxRows);
        if (!result.isUnchanged() && variables.containsKey("slug") && !isFound(PageData.of(result.data()))
                || sender.revalidate(context, result.validator())) {
            return;
        }
        HttpServerResponse response = sender.start(context, CONTENT_TYPE);
        response.putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name() + "\"");
        if (context.request().method() == HttpMethod.HEAD) {
            response.end();
        } else {
            send(PageData.of(result.data()), Csv.BYTE_ORDER_MARK + Csv.line(CsvRow.header()));
        }
    }

    /** @return false if the request is redirected from a former slug of the node, or from another spelling */
    private boolean isFound(PageData data) {
        if (!data.has("node")) {
            throw new ApiException(ErrorCode.NOT_FOUND, "No node has the slug of this list.");
        }
        String slug = data.object("node").text("slug");
        if (slug.equals(context.pathParam("slug"))) {
            return true;
        }
        String path = context.normalizedPath().replaceFirst("/[^/]+/quotes\\.csv$", "/" + slug + "/quotes.csv");
        sender.redirectMoved(context, base + path);
        return false;
    }

    /** From the path: {@code people-vladimir-putin-quotes.csv}. */
    private String name() {
        return context.normalizedPath().substring(1).replaceAll("[^A-Za-z0-9.]+", "-");
    }

    private ReadResult read(String after, String representation) {
        JsonObjectBuilder page =
                JSON_PROVIDER.createObjectBuilder(variables).add("first", Math.min(pageSize, maxRows - rows));
        if (after != null) {
            page.add("after", after);
        }
        JsonObject request = JSON_PROVIDER
                .createObjectBuilder()
                .add("query", document)
                .add("variables", page)
                .build();
        return executor.readIfChanged(context, request, representation);
    }

    /** @param begin the lines before the page */
    private void send(PageData data, String begin) {
        PageData list = (data.has("node") ? data.object("node") : data).object("list");
        StringBuilder lines = new StringBuilder(begin);
        for (PageData node : list.objects("nodes")) {
            lines.append(Csv.line(CsvRow.of(node, base)));
            rows++;
        }
        PageData info = list.object("pageInfo");
        boolean hasNext = Boolean.TRUE.equals(info.fields().get("hasNextPage"));
        if (hasNext && rows < maxRows) {
            Context execution = context.vertx().getOrCreateContext();
            Buffer chunk = Buffer.buffer(lines.toString());
            sender.track(context, chunk.length(), () -> context.response().write(chunk))
                    .onSuccess(received -> execution.executeBlocking(
                            () -> {
                                sendNext(info.text("endCursor"));
                                return null;
                            },
                            false));
        } else {
            if (hasNext) {
                lines.append(Csv.line(CsvRow.more(next(info.text("endCursor")), rows)));
            }
            Buffer chunk = Buffer.buffer(lines.toString());
            sender.track(context, chunk.length(), () -> context.response().end(chunk));
        }
    }

    private void sendNext(String after) {
        try {
            // No client has a page alone: its representation has no entity tag that a request could name.
            sender.withMemory(
                    context, () -> send(PageData.of(read(after, "page").data()), ""));
        } catch (RuntimeException e) {
            if (!context.response().closed()) {
                LOG.warn("A CSV file broke off", e);
                context.response().reset(); // Without the last chunk, the client knows that the file is incomplete.
            }
        }
    }

    /** The URL of the rest of the list. */
    private String next(String after) {
        StringBuilder url =
                new StringBuilder(base).append(context.normalizedPath()).append("?after=");
        url.append(PercentEncoding.of(after));
        context.queryParams().forEach((name, value) -> {
            if (!name.equals("after")) {
                url.append('&').append(PercentEncoding.of(name)).append('=').append(PercentEncoding.of(value));
            }
        });
        return url.toString();
    }
}
