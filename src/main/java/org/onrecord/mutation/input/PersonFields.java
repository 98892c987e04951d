package org.onrecord.mutation.input;

import java.util.List;

import org.onrecord.model.Person;
import org.onrecord.mutation.input.PersonInput.PersonNameInput;

/** The components for the attributes of a {@link Person}, in inputs that create and in inputs that update. */
public interface PersonFields extends NamedEntityFields {

    String image();

    List<PersonNameInput> alternateNames();
}
