package org.onrecord.mutation.input;

import java.util.List;

import org.onrecord.model.NamedEntity;

/** The components for the attributes of a {@link NamedEntity}, in inputs that create and in inputs that update. */
public interface NamedEntityFields {

    String slug();

    String name();

    String description();

    String wikidataId();

    List<String> sameAs();
}
