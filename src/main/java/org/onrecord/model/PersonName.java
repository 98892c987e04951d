package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

/** Another name of a person: a transliteration, a maiden name, a press spelling (Popolo other_names). */
@Entity
@Description("Another name of a person: a transliteration, a maiden name, a spelling seen in print.")
public class PersonName extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The person who goes by this name.")
    public Person person;

    @Column(nullable = false)
    @Description("The name as it is written.")
    public String name;

    @Description("The language the name is written in, as a BCP 47 tag; null where it belongs to none.")
    public String inLanguage;
}
