package org.onrecord.publishing;

import java.util.List;

import org.onrecord.model.Event;
import org.onrecord.model.Quote;
import org.onrecord.mutation.input.QuoteFields;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.UnitOfWork.Difference;

/** Collects the values of a report that the stored quote did not take, because it has others. */
record QuoteDifferences(UnitOfWork unitOfWork, Quote quote, FieldPath path) {

    /** @param occasion the event of the report; null if it names none */
    void add(List<WritableColumn<Quote, QuoteFields, ?>> columns, QuoteInput input, Event occasion, SpokenDate date) {
        columns.stream()
                .forEach(column -> add(
                        column.field(),
                        column.input().apply(input),
                        column.getter().apply(quote)));
        add("occasion", slug(occasion), slug(quote.occasion));
        if (!date.contains(SpokenDate.of(quote))) {
            add("spokenAt", date.date(), quote.spokenAt);
        }
    }

    private static String slug(Event event) {
        return event == null ? null : event.slug;
    }

    private void add(String field, Object reported, Object stored) {
        if (reported != null && !reported.equals(stored)) {
            unitOfWork.addDifference(new Difference(quote, path.field(field).toString(), reported, stored));
        }
    }
}
