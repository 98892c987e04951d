package org.onrecord.publish;

import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.validation.Validator;

import org.eclipse.yasson.YassonConfig;

import org.onrecord.traversal.Refusal;

/** Reads entries from JSON: what an entry does not have is refused, as in GraphQL, and not passed over. */
@Singleton
final class EntryReader {

    private final Jsonb jsonb = JsonbBuilder.create(new YassonConfig().withFailOnUnknownProperties(true));
    private final Validator validator;

    EntryReader(Validator validator) {
        this.validator = validator;
    }

    /** @throws Refusal for what is no entry */
    Entry read(String json) {
        Entry entry;
        try {
            entry = jsonb.fromJson(json, Entry.class);
        } catch (JsonbException e) {
            throw new Refusal("BAD_USER_INPUT", e.getMessage());
        }
        return BadField.check(validator, "entry", entry);
    }
}
