package org.onrecord.model;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;

import org.eclipse.microprofile.graphql.Description;
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

import org.onrecord.traversal.graph.FormerKeys;

/** A person who speaks, is spoken about or takes part in events (schema.org Person, Popolo person). */
@Entity
@FormerKeys(table = "former_person_key", key = "person_id")
@Description("A person who speaks, is spoken about or takes part in events.")
public class Person extends VersionedEntity {

    @Column(unique = true, nullable = false)
    @Description("The readable, unique key of the person, as used in URLs: `vladimir-putin`.")
    public String slug;

    @Column(nullable = false)
    @Description("The name under which the person is best known.")
    public String name;

    @Column(length = Length.LONG32)
    @Description("Who the person is, in a phrase.")
    public String description;

    @Column(unique = true)
    @Description("The person's Wikidata item, `Q7747` for example; null where none is known for sure.")
    public String wikidataId;

    @Column(nullable = false)
    @Description("URLs of public documents and reference pages about the person (schema.org sameAs).")
    public List<String> sameAs = new ArrayList<>();

    @OneToMany(mappedBy = "person", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("Other names and spellings under which the person appears (Popolo other_names).")
    public List<PersonName> alternateNames = new ArrayList<>();

    @OneToMany(mappedBy = "speaker")
    @Description("What the person is on record as saying.")
    public List<Quote> quotes = new ArrayList<>();

    @Immutable
    @OneToMany(mappedBy = "speaker")
    @SQLRestriction("speech_act = 'DENIAL'")
    @Description("The person's quotes whose speech act is DENIAL.")
    public List<Quote> denials = new ArrayList<>();

    @OneToMany(mappedBy = "person")
    @Description("The events the person takes part in, each with the role.")
    public List<EventParticipant> participations = new ArrayList<>();

    @OneToMany(mappedBy = "person")
    @Description("The articles that are about the person or mention them.")
    public List<ArticleMention> mentions = new ArrayList<>();
}
