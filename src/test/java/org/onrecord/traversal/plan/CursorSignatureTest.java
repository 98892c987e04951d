package org.onrecord.traversal.plan;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.plan.Condition.All;
import org.onrecord.traversal.plan.Condition.Any;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Condition.IsEmpty;
import org.onrecord.traversal.plan.Condition.IsNull;
import org.onrecord.traversal.plan.Condition.Like;
import org.onrecord.traversal.plan.Condition.Not;
import org.onrecord.traversal.plan.Condition.Operator;
import org.onrecord.traversal.plan.Condition.SomeMeet;
import org.onrecord.traversal.plan.Condition.TextMatch;
import org.onrecord.traversal.plan.Condition.ToOneMeets;
import org.onrecord.traversal.plan.Plan.Bound;
import org.onrecord.traversal.plan.Plan.Call;
import org.onrecord.traversal.plan.Plan.Constant;
import org.onrecord.traversal.plan.Plan.KeyOf;

import static org.assertj.core.api.Assertions.assertThat;

class CursorSignatureTest {

    private static final Parameter TEXT =
            new Parameter("text", values -> values.variables().get("text"));
    private static final Parameter VALUES =
            new Parameter("text[]", values -> values.variables().get("values"));
    private static final Map<String, Object> VARIABLES = Map.of("text", "a", "values", List.of("b", "c"));

    @Test
    void consistsOfTheNamesOfTheListTheFilterAndTheOrder() {
        assertThat(new Lists("Any description.").quotesOfPerson().list())
                .isEqualTo("1 Person.quotes Quote link(relation EQ ?)"
                        + " filter(and(text CONTAINS ?, or(type IN ?, not(type IS_NULL)), tags IS_EMPTY,"
                        + " speaker(name EQ ?), some topics(text EQ ?)))"
                        + " order(spoken_at DESC NULLS FIRST, speaker.name BY LANGUAGE ASC NULLS LAST)");
        assertThat(new Lists("Any description.").search().list())
                .isEqualTo("1 search(?, Person, Person.slug = ?) order(rank DESC NULLS LAST)");
        assertThat(new Lists("Any description.").allQuotes().list()).isEqualTo("1 Quote link() filter(and()) order()");
    }

    @Test
    void doesNotDependOnDescriptions() {
        Lists before = new Lists("A description.");
        Lists after = new Lists("A corrected description.");
        assertThat(after.quotesOfPerson().value(new ParameterValues(VARIABLES)))
                .isEqualTo(before.quotesOfPerson().value(new ParameterValues(VARIABLES)))
                .isEqualTo("a79a0b3c9417");
        assertThat(after.search().value(new ParameterValues(VARIABLES)))
                .isEqualTo(before.search().value(new ParameterValues(VARIABLES)));
    }

    @Test
    void dependsOnEachValue() {
        CursorSignature signature = new Lists("").quotesOfPerson();
        assertThat(List.of(
                        value(signature, "a", "b", "c"),
                        value(signature, "b", "b", "c"),
                        value(signature, "a", "b, c"),
                        value(signature, "a", "b"),
                        value(signature, "a")))
                .doesNotHaveDuplicates();
    }

    private static String value(CursorSignature signature, String text, String... values) {
        return signature.value(new ParameterValues(Map.of("text", text, "values", List.of(values))));
    }

    /** A cursor has a parameter for each value of the order, and each of them needs all values of the filter. */
    @Test
    void readsTheValuesOfTheFilterOnceForAllValuesOfACursor() {
        AtomicInteger reads = new AtomicInteger();
        Parameter filtered = new Parameter("text[]", values -> {
            reads.incrementAndGet();
            return values.variables().get("values");
        });
        CursorSignature signature = CursorSignature.ofList(
                null, null, new Lists("").quote, List.of(), Condition.TRUE, List.of(), List.of(filtered));
        ParameterValues values = new ParameterValues(VARIABLES);
        String cursor = Base64.getEncoder()
                .encodeToString(("[\"" + signature.value(values) + "\", \"x\", 7]").getBytes(StandardCharsets.UTF_8));
        CursorArgument argument =
                new CursorArgument("after", ArgumentValue.of(cursor, null, Map.of()), 2, signature, null);
        assertThat(argument.value(0, ColumnType.STRING, values)).isEqualTo("x");
        assertThat(argument.value(1, ColumnType.ID, values)).isEqualTo(7L);
        assertThat(values.of(filtered)).isEqualTo(List.of("b", "c"));
        assertThat(reads).hasValue(1);
    }

    /** Lists of a small graph whose elements all have the same description. */
    private static final class Lists {

        private final Column text;
        private final Column spokenAt;
        private final Column name;
        private final NodeType quote;
        private final NodeType person;
        private final ToMany quotes;
        private final ToMany topics;
        private final ToOne speaker;
        private final DatabaseFunction search;

        Lists(String description) {
            text = Column.of("text", ColumnType.STRING, false, description);
            spokenAt = Column.of("spokenAt", ColumnType.DATE, true, description).in("spoken_at");
            name = Column.of("name", ColumnType.STRING, false, description);
            quotes = new ToMany("quotes", description, "Quote", "id", "speaker_id", null, null, List.of(), null);
            topics = new ToMany("topics", description, "Quote", "id", "quote_id", null, null, List.of(), null);
            speaker = new ToOne("speaker", description, "Person", "speaker_id", true);
            quote = nodeType("Quote", description, text, spokenAt, topics, speaker);
            person = nodeType("Person", description, name, quotes);
            search = new DatabaseFunction(
                    "search",
                    description,
                    "search",
                    List.of(),
                    List.of(new DatabaseFunction.Text("text", description, 10)),
                    new DatabaseFunction.Rows(RowType.of("Row", description)));
        }

        private static NodeType nodeType(String name, String description, Attribute... attributes) {
            Map<String, Attribute> byName = new LinkedHashMap<>();
            for (Attribute attribute : attributes) {
                byName.put(attribute.name(), attribute);
            }
            return new NodeType(name, description, name, "id", byName, null);
        }

        CursorSignature quotesOfPerson() {
            Condition filter = new All(List.of(
                    new Like("text", TextMatch.CONTAINS, TEXT),
                    new Any(List.of(new Compare("type", Operator.IN, VALUES), new Not(new IsNull("type")))),
                    new IsEmpty("tags"),
                    new ToOneMeets(speaker, person, new Compare("name", Operator.EQ, TEXT)),
                    new SomeMeet(topics, quote, new Compare("text", Operator.EQ, TEXT))));
            return CursorSignature.ofList(
                    person,
                    quotes,
                    quote,
                    List.of(new Compare("relation", Operator.EQ, TEXT)),
                    filter,
                    List.of(
                            new OrderKey(new ColumnPath(null, null, spokenAt), true, true),
                            new OrderKey(new ColumnPath(speaker, person, name), false, false)),
                    List.of(TEXT, VALUES));
        }

        CursorSignature allQuotes() {
            return CursorSignature.ofList(null, null, quote, List.of(), Condition.TRUE, List.of(), List.of());
        }

        CursorSignature search() {
            Column slug = Column.of("slug", ColumnType.STRING, false, text.description());
            Column rank = Column.of("rank", ColumnType.FLOAT, false, text.description());
            return CursorSignature.ofCall(
                    new Call(search, List.of(new Bound(TEXT), new Constant("Person"), new KeyOf(person, slug, TEXT))),
                    Condition.TRUE,
                    List.of(new OrderKey(new ColumnPath(null, null, rank), true, false)),
                    List.of(TEXT));
        }
    }
}
