package org.onrecord.model;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

import org.eclipse.microprofile.graphql.Description;
import org.hibernate.Length;

/**
 * A named entity, as the term is used in natural language processing: a person or an event, with a readable key and a
 * Wikidata item. After a merge or a rename, former keys still find the entity.
 */
@MappedSuperclass
public abstract class NamedEntity extends NodeEntity {

    @Column(unique = true, nullable = false)
    @Description("The unique, readable key, as used in URLs, for example `vladimir-putin` or `helsinki-summit-2018`.")
    public String slug;

    @Column(nullable = false)
    @Description("The best-known name.")
    public String name;

    @Column(length = Length.LONG32)
    @Description("A short description: a phrase about a person, one or two sentences about an event.")
    public String description;

    @Column(unique = true)
    @Description("The id of the Wikidata item, for example `Q7747`. Null if no item is known for certain.")
    public String wikidataId;

    @Column(nullable = false)
    @Description("URLs of public documents and reference pages about the person or event (schema.org sameAs).")
    public List<String> sameAs = new ArrayList<>();
}
