package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

/** Another name of a person (Popolo other_names). */
@Entity
@Description("Another name of a person: a transliteration, a maiden name or a spelling used by the press.")
public class PersonName extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The person with this name.")
    public Person person;

    @Column(nullable = false)
    @Description("The name as written.")
    public String name;

    @Description("The language of the name as a BCP 47 tag. Null if the name belongs to no particular language.")
    public String inLanguage;
}
