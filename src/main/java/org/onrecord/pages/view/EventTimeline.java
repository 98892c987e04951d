package org.onrecord.pages.view;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.onrecord.pages.picture.TimelinePicture;

/**
 * Prepares the timeline of an event: its picture, and links that narrow it. The parameters {@code from} and {@code to}
 * of the URL are its first and its last day; without them the timeline is whole.
 */
final class EventTimeline {

    /** Days before and after the event. */
    private static final List<Integer> AROUND = List.of(7, 30, 90, 365);

    /** Links to parts of the timeline: years if it has at least two, else months if it has at least two. */
    private static final int MAX_PARTS = 12;

    private final PageData timeline;
    private final PageLinks links;
    /** The day of the event; null if it is unknown. */
    private final LocalDate day;

    private final List<PageData> edges;
    private final boolean isNarrowed;
    /** The first and the last day; null if the timeline is whole and empty. */
    private final LocalDate first;

    private final LocalDate last;

    private EventTimeline(PageData timeline, PageLinks links, LocalDate day) {
        this.timeline = timeline;
        this.links = links;
        this.day = day;
        this.edges = timeline.objects("edges");
        String from = links.parameters().get("from");
        String to = links.parameters().get("to");
        this.isNarrowed = from != null || to != null;
        boolean isEmpty = edges.isEmpty();
        LocalDate begin = from != null ? LocalDate.parse(from) : isEmpty ? null : date(edges.get(0));
        LocalDate end = to != null ? LocalDate.parse(to) : isEmpty ? null : date(edges.get(edges.size() - 1));
        this.first = begin != null ? begin : end;
        this.last = end != null ? end : begin;
    }

    /**
     * Adds to a timeline: {@code picture} and {@code narrow}, the one for phones, null if they would have fewer than
     * two days; {@code isNarrowed}; {@code around} and {@code parts}, the links of the zoom; and {@code next}, the link
     * to the next page, null on the last one.
     */
    static void prepare(PageData timeline, PageLinks links, LocalDate day) {
        new EventTimeline(timeline, links, day).prepare();
    }

    private void prepare() {
        PageData page = timeline.object("pageInfo");
        boolean hasNext = (boolean) page.fields().get("hasNextPage");
        timeline.with("picture", picture(TimelinePicture.Size.WIDE))
                .with("narrow", picture(TimelinePicture.Size.NARROW))
                .with("isNarrowed", isNarrowed)
                .with("around", day == null ? List.of() : around())
                .with("parts", parts())
                .with("next", hasNext ? link(Map.of("after", page.text("endCursor")), true) : null)
                .with("whole", link(Map.of(), false));
    }

    private Map<String, Object> picture(TimelinePicture.Size size) {
        return first == null ? null : TimelinePicture.of(size, items(), first, last, day);
    }

    private List<TimelinePicture.Item> items() {
        return edges.stream()
                .map(edge -> new TimelinePicture.Item(
                        date(edge),
                        edge.object("node").text("__typename"),
                        edge.object("node").fields()))
                .toList();
    }

    private static LocalDate date(PageData edge) {
        return LocalDate.parse(edge.text("date"));
    }

    /** The ranges around the event that are narrower than the whole timeline, with their numbers of {@code days}. */
    private List<Map<String, Object>> around() {
        long most = isNarrowed || first == null
                ? Long.MAX_VALUE
                : Math.max(Math.abs(ChronoUnit.DAYS.between(first, day)), Math.abs(ChronoUnit.DAYS.between(day, last)));
        return AROUND.stream()
                .filter(days -> days < most)
                .map(days -> {
                    Map<String, Object> range = range(day.minusDays(days), day.plusDays(days));
                    range.put("days", days);
                    return range;
                })
                .toList();
    }

    /** The years or the months of the timeline, each with the {@code date} and the {@code precision} of its name. */
    private List<Map<String, Object>> parts() {
        if (first == null) {
            return List.of();
        }
        int years = last.getYear() - first.getYear() + 1;
        int months = years * 12 + last.getMonthValue() - first.getMonthValue() - 11;
        if (years > 1 && months > MAX_PARTS) {
            int step = (years - 1) / MAX_PARTS + 1;
            return IntStream.iterate(first.getYear(), year -> year <= last.getYear(), year -> year + step)
                    .mapToObj(year -> part(LocalDate.of(year, 1, 1), step * 12, "YEAR"))
                    .toList();
        }
        return months < 2
                ? List.of()
                : IntStream.range(0, months)
                        .mapToObj(month -> part(first.withDayOfMonth(1).plusMonths(month), 1, "MONTH"))
                        .toList();
    }

    private Map<String, Object> part(LocalDate begin, int months, String precision) {
        LocalDate end = begin.plusMonths(months).minusDays(1);
        Map<String, Object> part = range(begin, end);
        part.put("date", begin.toString());
        part.put("precision", precision);
        part.put("lastYear", months > 12 ? String.valueOf(end.getYear()) : null);
        return part;
    }

    private Map<String, Object> range(LocalDate begin, LocalDate end) {
        Map<String, Object> range = new HashMap<>();
        range.put("link", link(Map.of("from", begin.toString(), "to", end.toString()), false));
        range.put("isChosen", isNarrowed && begin.equals(first) && end.equals(last));
        return range;
    }

    /** The link to this page with other parameters; {@code keepsRange} keeps the range of the timeline. */
    private String link(Map<String, String> parameters, boolean keepsRange) {
        Map<String, String> all = new HashMap<>(parameters);
        if (keepsRange) {
            List.of("from", "to")
                    .forEach(parameter -> all.put(parameter, links.parameters().get(parameter)));
        }
        return links.root() + links.path() + PageLinks.query(new TreeMap<>(all)) + "#timeline";
    }
}
