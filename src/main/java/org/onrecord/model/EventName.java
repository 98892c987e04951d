package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

/** Another name of an event. */
@Entity
@Description("Another name of an event: a name in another language, or one that the press uses.")
public class EventName extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event with this name.")
    public Event event;

    @Column(nullable = false)
    @Description("The name as written.")
    public String name;

    @Description("The language of the name as a BCP 47 tag. Null if the name belongs to no particular language.")
    public String inLanguage;
}
