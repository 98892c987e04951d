package org.onrecord.pages.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.onrecord.pages.picture.Heatmap;

/** Prepares the page of a person. */
public final class PersonView {

    /** How many statements on one topic are beside each other. */
    private static final int MAX_COMPARED = 6;

    private PersonView() {}

    public static Map<String, Object> of(PageData data, PageLinks links) {
        PageData person = data.object("person");
        Statements.prepareCollisions(person.nodes("denials"));
        person.nodes("others").forEach(Statements::prepare);
        return data.with("compared", compared(person))
                .with("heatmap", Heatmap.of(months(person)))
                .with("others", byYear(person.nodes("others")))
                .with("publishers", Bars.of(data.object("appearances").objects("byPublisher")))
                .with("sites", PageLinks.otherSites(person))
                .fields();
    }

    private static SortedMap<String, Long> months(PageData person) {
        SortedMap<String, Long> months = new TreeMap<>();
        person.object("months")
                .objects("byMonth")
                .forEach(month -> months.put(month.text("key").substring(0, 7), (long) month.number("count")));
        return months;
    }

    /** The topics on which the person spoke on several days, each with the first statement of each day. */
    private static List<Map<String, Object>> compared(PageData person) {
        List<PageData> quotes = new ArrayList<>(person.nodes("denials"));
        quotes.addAll(person.nodes("others"));
        quotes.removeIf(quote -> !quote.has("spokenAt"));
        quotes.sort(Comparator.comparing(quote -> quote.text("spokenAt")));
        Map<String, PageData> topics = new LinkedHashMap<>();
        Map<String, Map<String, Map<String, Object>>> byTopic = new LinkedHashMap<>();
        for (PageData quote : quotes) {
            for (PageData topic : quote.nodes("topics")) {
                PageData event = topic.object("event");
                topics.putIfAbsent(event.text("slug"), event);
                byTopic.computeIfAbsent(event.text("slug"), slug -> new LinkedHashMap<>())
                        .putIfAbsent(date(quote) + quote.text("speechAct"), quote.fields());
            }
        }
        List<Map<String, Object>> compared = new ArrayList<>();
        byTopic.forEach((slug, onTopic) -> {
            if (areOfSeveralDays(onTopic.values())) {
                compared.add(Map.of(
                        "event", topics.get(slug).fields(),
                        "quotes", onTopic.values().stream().limit(MAX_COMPARED).toList()));
            }
        });
        return compared;
    }

    /** The known part of the date of a quote that has one. */
    private static String date(PageData quote) {
        return Statements.knownDate(quote.text("spokenAt"), quote.text("spokenAtPrecision"));
    }

    /** Whether the dates of two quotes differ in what is known of them: a day can be in a month or a year. */
    private static boolean areOfSeveralDays(Collection<Map<String, Object>> quotes) {
        List<String> dates = quotes.stream()
                .map(quote -> date(new PageData(quote)))
                .distinct()
                .toList();
        return dates.stream()
                .anyMatch(date -> dates.stream().anyMatch(other -> !date.startsWith(other) && !other.startsWith(date)));
    }

    /** The quotes, which are ordered by date, in lists of a {@code year}, which is null if the date is unknown. */
    private static List<Map<String, Object>> byYear(List<PageData> quotes) {
        List<Map<String, Object>> years = new ArrayList<>();
        String current = null;
        List<Object> list = null;
        for (PageData quote : quotes) {
            String year = quote.has("spokenAt") ? quote.text("spokenAt").substring(0, 4) : null;
            if (list == null || !Objects.equals(year, current)) {
                list = new ArrayList<>();
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("year", year);
                entry.put("quotes", list);
                years.add(entry);
                current = year;
            }
            list.add(quote.fields());
        }
        return years;
    }
}
