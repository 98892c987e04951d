package org.onrecord.bulk;

import java.util.Objects;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.validation.Validator;

import org.eclipse.yasson.YassonConfig;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.publishing.BadField;
import org.onrecord.publishing.Entry;

/** Reads entries from JSON: what an entry does not have is refused, as in GraphQL, and not passed over. */
@Singleton
final class EntryReader {

    private final Jsonb jsonb = JsonbBuilder.create(new YassonConfig().withFailOnUnknownProperties(true));
    private final Mismatch mismatch = new Mismatch(jsonb);
    private final Validator validator;

    EntryReader(Validator validator) {
        this.validator = validator;
    }

    /** @throws ApiException for what is no entry */
    Entry read(String json) {
        Entry entry;
        try {
            entry = jsonb.fromJson(json, Entry.class);
        } catch (JsonbException e) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, mismatch.explain(json, Entry.class));
        }
        if (entry == null
                || Stream.of(entry.person(), entry.event(), entry.article())
                                .filter(Objects::nonNull)
                                .count()
                        != 1) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT, "A line has exactly one of `person`, `event` and `article`.");
        }
        return BadField.check(validator, "", entry);
    }
}
