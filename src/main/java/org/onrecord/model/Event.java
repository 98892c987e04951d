package org.onrecord.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;

import org.eclipse.microprofile.graphql.Description;
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;

import org.onrecord.traversal.graph.FilterArguments;
import org.onrecord.traversal.graph.FormerKeys;

/** Something that happened or is happening: a summit, an indictment, an election (schema.org Event). */
@Entity
@FormerKeys(table = "former_event_key", key = "event_id")
@Description("Something that happened or is happening: a summit, an indictment, an election.")
public class Event extends VersionedEntity {

    @Column(unique = true, nullable = false)
    @Description("The readable, unique key of the event, as used in URLs: `helsinki-summit-2018`.")
    public String slug;

    @Column(nullable = false)
    @Description("The name of the event.")
    public String name;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("What kind of event it is.")
    public EventType type;

    @Column(length = Length.LONG32)
    @Description("What happened, in a sentence or two.")
    public String description;

    @Column(nullable = false)
    @Description("The language of `name` and `description` as a BCP 47 tag.")
    public String inLanguage = "en";

    @Description("The day the event happened or began.")
    public LocalDate startDate;

    @Description("The day the event ended; null where it took a day, goes on, or the end is unknown.")
    public LocalDate endDate;

    @Description("Where it happened, as a place name.")
    public String location;

    @Description("What officials call it: a case number, a docket, a document number.")
    public String identifier;

    @Column(unique = true)
    @Description("The event's Wikidata item, `Q699872` for example; null where none is known for sure.")
    public String wikidataId;

    @Column(nullable = false)
    @Description("URLs of the public documents that establish the event (schema.org sameAs).")
    public List<String> sameAs = new ArrayList<>();

    @ManyToOne(fetch = FetchType.LAZY)
    @Description("The event that this one is a part of; null where it stands alone.")
    public Event superEvent;

    @OneToMany(mappedBy = "superEvent")
    @Description("The events that are parts of this one.")
    public List<Event> subEvents = new ArrayList<>();

    @OneToMany(mappedBy = "event")
    @Description("The people who take part in the event, each with the role.")
    public List<EventParticipant> participants = new ArrayList<>();

    @OneToMany(mappedBy = "viewedFrom")
    @Description("The links from and to other events, each with its relation and direction.")
    public List<EventLink> links = new ArrayList<>();

    @Immutable
    @ManyToMany
    @JoinTable(
            name = "event_link",
            joinColumns = @JoinColumn(name = "viewed_from_id"),
            inverseJoinColumns = @JoinColumn(name = "event_id"))
    @FilterArguments({"type", "relation"})
    @Description("The events at the other ends of this event's links, whatever the direction, each once.")
    public List<Event> linkedEvents = new ArrayList<>();

    @Immutable
    @ManyToMany
    @JoinTable(
            name = "quote_topic",
            joinColumns = @JoinColumn(name = "event_id"),
            inverseJoinColumns = @JoinColumn(name = "quote_id"))
    @Description("What has been said about the event.")
    public List<Quote> quotesAbout = new ArrayList<>();

    @OneToMany(mappedBy = "occasion")
    @Description("What was said at the event.")
    public List<Quote> quotesAt = new ArrayList<>();

    @OneToMany(mappedBy = "event")
    @Description("The articles that report the event.")
    public List<ArticleCoverage> coverage = new ArrayList<>();
}
