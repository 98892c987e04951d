package org.onrecord.pages;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.EvaluatedParams;
import io.quarkus.qute.NamespaceResolver;

import org.onrecord.pages.text.ShortText;
import org.onrecord.pages.view.Messages;
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.PageLinks;
import org.onrecord.pages.view.Statements;
import org.onrecord.url.PercentEncoding;

/**
 * The functions that templates call. Qute calls them without reflection.
 *
 * <ul>
 *   <li>{@code msg:key}, {@code msg:key(argument, ...)}: a text of {@link Messages}
 *   <li>{@code label:speechAct(value)}, {@code label:role(value, number)}: the text of the value of an enum
 *   <li>{@code fmt:date(date)}, {@code fmt:date(date, precision)}, {@code fmt:number(number)},
 *       {@code fmt:knownDate(date, precision)}, {@code fmt:language(tag)}, {@code fmt:shortened(text)}
 *   <li>{@code fmt:cue(quote)}, {@code fmt:words(quote)}, {@code fmt:reported(quote)}: see {@link Statements}
 *   <li>{@code link:to(segment, ...)}, {@code link:absolute(segment, ...)}, {@code link:people(slug)},
 *       {@code link:events(slug)}, {@code link:articles(id)}, {@code link:quotes(id)}: links of nodes
 *   <li>{@code link:home}, {@code link:search(text)}, {@code link:path(kind, slug)},
 *       {@code link:graphiql(query, variables)}: links of pages
 *   <li>{@code link:self}, {@code link:canonical}, {@code link:base}, {@code link:root}: see {@link PageLinks}
 *   <li>{@code link:encoded(text)}, {@code link:web(url)}
 *   <li>{@code asset:url(name)}: the link to a file of {@link Assets}
 * </ul>
 */
@Singleton
class TemplateFunctions {

    /** Characters. Search engines and social networks show no more. */
    private static final int DESCRIPTION = 300;

    private final Assets assets;

    TemplateFunctions(Assets assets) {
        this.assets = assets;
    }

    void add(@Observes EngineBuilder engine) {
        Map.<String, Function>of(
                        "msg", (context, name, arguments) -> messages(context).text(name, arguments),
                        "label",
                                (context, name, arguments) -> messages(context)
                                        .text(
                                                name + "." + arguments[0],
                                                Arrays.copyOfRange(arguments, 1, arguments.length)),
                        "fmt", TemplateFunctions::format,
                        "link", TemplateFunctions::link,
                        "asset",
                                (context, name, arguments) ->
                                        links(context).root() + assets.path(arguments[0].toString()))
                .forEach((namespace, function) -> engine.addNamespaceResolver(NamespaceResolver.builder(namespace)
                        .resolveAsync(context -> resolve(context, function))
                        .build()));
    }

    private interface Function {
        Object call(EvalContext context, String name, Object[] arguments);
    }

    private static CompletionStage<Object> resolve(EvalContext context, Function function) {
        EvaluatedParams parameters = EvaluatedParams.evaluate(context);
        return parameters.stage.thenApply(evaluated -> function.call(
                context,
                context.getName(),
                IntStream.range(0, context.getParams().size())
                        .mapToObj(i -> result(parameters, i))
                        .toArray()));
    }

    private static Object result(EvaluatedParams parameters, int index) {
        try {
            return parameters.getResult(index);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e); // The stage of all parameters is complete.
        }
    }

    private static Messages messages(EvalContext context) {
        return (Messages) context.getAttribute(Messages.KEY);
    }

    private static PageLinks links(EvalContext context) {
        return (PageLinks) context.getAttribute(PageLinks.KEY);
    }

    private static Object format(EvalContext context, String name, Object[] arguments) {
        return switch (name) {
            case "date" ->
                messages(context)
                        .date(
                                arguments[0].toString(),
                                arguments.length == 1 || arguments[1] == null ? "DAY" : arguments[1].toString());
            case "knownDate" -> Statements.knownDate(arguments[0].toString(), arguments[1].toString());
            case "cue" -> Statements.cue(quote(arguments[0]));
            case "words" -> Statements.words(quote(arguments[0]));
            case "reported" -> Statements.reportedAt(quote(arguments[0]));
            case "shortened" -> ShortText.of(arguments[0].toString(), DESCRIPTION);
            case "language" -> messages(context).languageName(arguments[0].toString());
            case "number" -> messages(context).number(((Number) arguments[0]).longValue());
            default -> throw new IllegalArgumentException("No function is fmt:" + name);
        };
    }

    @SuppressWarnings("unchecked")
    private static PageData quote(Object map) {
        return new PageData((Map<String, Object>) map);
    }

    private static Object link(EvalContext context, String name, Object[] arguments) {
        PageLinks links = links(context);
        return switch (name) {
            case "home" -> links.root() + "/";
            case "to" -> links.to(texts(arguments));
            case "absolute" -> links.absolute(texts(arguments));
            case "people", "events", "articles", "quotes" -> links.to(name, arguments[0].toString());
            case "graphiql" -> links.graphiql(arguments[0].toString(), arguments[1].toString());
            case "path" -> links.to("path") + PageLinks.query(Map.of("from", arguments[0] + "/" + arguments[1]));
            case "search" -> links.search(Map.of("q", arguments[0].toString()));
            case "canonical" -> links.canonical();
            case "base" -> links.base();
            case "root" -> links.root();
            case "self" -> links.root() + links.path();
            case "encoded" -> PercentEncoding.of(arguments[0].toString());
            case "web" -> web(arguments[0].toString());
            default -> throw new IllegalArgumentException("No function is link:" + name);
        };
    }

    private static String[] texts(Object[] arguments) {
        return Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    }

    /** A link to another site. A URL with another scheme, which could be a script, becomes a link to nothing. */
    private static String web(String url) {
        return url.startsWith("https://") || url.startsWith("http://") ? url : "#";
    }
}
