package org.onrecord.mutation.input;

import org.onrecord.mutation.validation.Reference;

/**
 * A reference to a person or an event.
 *
 * @param <I> the input that creates or updates the entity
 */
public interface NamedEntityReference<I extends NamedEntityFields> extends Reference {

    String id();

    String slug();

    String wikidataId();

    /** The nested input. Null if the reference has a key instead. */
    I nested();
}
