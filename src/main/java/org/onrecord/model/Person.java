package org.onrecord.model;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;

import org.eclipse.microprofile.graphql.Description;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

import org.onrecord.traversal.graph.FormerKeys;

/** A person who is quoted, mentioned or takes part in events (schema.org Person, Popolo person). */
@Entity
@FormerKeys(table = "former_person_key", key = "person_id", column = "slug", current = "current_person_slug")
@Description("A person who is quoted, is mentioned in articles or takes part in events.")
public class Person extends NamedEntity {

    @Description("The URL of a picture of the person.")
    public String image;

    @OneToMany(mappedBy = "person", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("Other names and spellings of the person (Popolo other_names).")
    public List<PersonName> alternateNames = new ArrayList<>();

    @OneToMany(mappedBy = "speaker")
    @Description("The person's quotes.")
    public List<Quote> quotes = new ArrayList<>();

    @Immutable
    @OneToMany(mappedBy = "speaker")
    @SQLRestriction("speech_act = 'DENIAL'")
    @Description("The person's quotes with the speech act DENIAL.")
    public List<Quote> denials = new ArrayList<>();

    @OneToMany(mappedBy = "person")
    @Description("The events that the person takes part in, with the person's role in each.")
    public List<EventParticipant> participations = new ArrayList<>();

    @OneToMany(mappedBy = "person")
    @Description("The articles that are about the person or mention the person.")
    public List<ArticleMention> mentions = new ArrayList<>();
}
