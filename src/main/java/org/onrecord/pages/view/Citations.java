package org.onrecord.pages.view;

import java.io.StringWriter;
import java.util.Map;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * Citations of a statement, in English as the styles prescribe it. Names are not split: the graph does not know which
 * part is the family name.
 */
final class Citations {

    private final PageData quote;
    private final Messages english = Messages.in("en");
    private final String url;
    private final String author;
    private final String date;
    /** Null if the statement is in no article. */
    private final PageData article;

    private Citations(PageData quote, String url) {
        this.quote = quote;
        this.url = url;
        this.author = quote.has("speaker")
                ? quote.object("speaker").text("name")
                : quote.has("attributionText") ? quote.text("attributionText") : "Unknown speaker";
        this.date = quote.has("spokenAt") ? english.date(quote.text("spokenAt"), quote.text("spokenAtPrecision")) : "";
        this.article = quote.nodes("appearances").stream()
                .map(appearance -> appearance.object("article"))
                .findFirst()
                .orElse(null);
    }

    /** The citations by style. */
    static Map<String, Object> of(PageData quote, String url) {
        Citations citations = new Citations(quote, url);
        return Map.of(
                "apa", citations.apa(),
                "mla", citations.mla(),
                "bibtex", citations.bibtex(),
                "claim", citations.claim());
    }

    private String apa() {
        return author + " (" + (date.isEmpty() ? "n.d." : date) + "). " + words()
                + (article == null
                        ? ""
                        : " As cited in " + article.text("publisher") + " (" + published() + "). "
                                + article.text("headline") + ". " + article.text("url"))
                + " OnRecord. " + url;
    }

    private String mla() {
        return author + ". " + words() + " " + (date.isEmpty() ? "" : date + ". ")
                + (article == null
                        ? ""
                        : "Qtd. in “" + article.text("headline") + ".” " + article.text("publisher") + ", "
                                + published() + ", " + article.text("url") + ". ")
                + "OnRecord, " + url + ".";
    }

    /** The words, in quotation marks if they are printed words. */
    private String words() {
        return Statements.isDirect(quote) ? "“" + quote.text("text") + "”" : Statements.words(quote) + " [paraphrase].";
    }

    private String published() {
        return english.date(article.text("datePublished"), "DAY");
    }

    private String bibtex() {
        StringBuilder entry = new StringBuilder("@misc{onrecord-")
                .append(url.substring(url.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9]", ""))
                .append(",\n  author = {{")
                .append(tex(author))
                .append("}},\n  title = {{")
                .append(tex(Statements.words(quote)))
                .append("}},\n");
        if (quote.has("spokenAt")) {
            entry.append("  year = {").append(quote.text("spokenAt"), 0, 4).append("},\n");
        }
        if (article != null) {
            entry.append("  note = {Quoted in: ")
                    .append(tex(article.text("headline") + ", " + article.text("publisher") + ", " + published()))
                    .append("},\n");
        }
        return entry.append("  url = {").append(url).append("}\n}").toString();
    }

    private static String tex(String text) {
        return text.replace("\\", "\\textbackslash ")
                .replaceAll("([&%$#_{}])", "\\\\$1")
                .replace("~", "\\textasciitilde ")
                .replace("^", "\\textasciicircum ");
    }

    /** A Claim of schema.org as JSON-LD. */
    private String claim() {
        JsonObjectBuilder claim = JSON_PROVIDER
                .createObjectBuilder()
                .add("@context", "https://schema.org")
                .add("@type", "Claim")
                .add("@id", url)
                .add("text", Statements.words(quote));
        if (quote.has("speaker")) {
            claim.add(
                    "author",
                    JSON_PROVIDER.createObjectBuilder().add("@type", "Person").add("name", author));
        } else if (quote.has("attributionText")) {
            claim.add("creditText", author); // It may name an office, or nobody.
        }
        if (quote.has("spokenAt")) {
            claim.add("dateCreated", Statements.knownDate(quote.text("spokenAt"), quote.text("spokenAtPrecision")));
        }
        JsonArrayBuilder articles = JSON_PROVIDER.createArrayBuilder();
        quote.nodes("appearances").stream()
                .map(appearance -> appearance.object("article"))
                .forEach(printed -> articles.add(JSON_PROVIDER
                        .createObjectBuilder()
                        .add("@type", "NewsArticle")
                        .add("headline", printed.text("headline"))
                        .add("url", printed.text("url"))));
        return pretty(claim.add("appearance", articles).build());
    }

    private static String pretty(JsonObject object) {
        StringWriter text = new StringWriter();
        JSON_PROVIDER
                .createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)
                .write(object);
        return text.toString().strip();
    }
}
