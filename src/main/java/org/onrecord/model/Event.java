package org.onrecord.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
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
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import org.onrecord.traversal.graph.FilterArguments;
import org.onrecord.traversal.graph.FormerKeys;

/** A past or current event (schema.org Event). */
@Entity
@DynamicUpdate // PostgreSQL computes the words of texts only if an UPDATE sets the texts.
@FormerKeys(table = "former_event_key", key = "event_id", column = "slug", current = "current_event_slug")
@Description("A past or current event, for example a summit, an indictment or an election.")
public class Event extends NamedEntity {

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("The type of the event.")
    public EventType type;

    @Column(nullable = false)
    @Description("The language of `name` and `description` as a BCP 47 tag.")
    public String inLanguage = "en";

    @Description("The day the event happened or began.")
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    public LocalDate startDate;

    @Description("The day the event ended. Null if the event took one day, is still going on, or its end is unknown.")
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    public LocalDate endDate;

    @Description("The place of the event, as a place name.")
    public String location;

    @Description("The official identifier of the event: a case number, a docket number or a document number.")
    public String identifier;

    @ManyToOne(fetch = FetchType.LAZY)
    @Description("The event that this event is a part of. Null if this event is not a part of another.")
    public Event superEvent;

    @OneToMany(mappedBy = "event", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("Other names of the event.")
    public List<EventName> alternateNames = new ArrayList<>();

    @OneToMany(mappedBy = "superEvent")
    @Description("The events that are parts of this event.")
    public List<Event> subEvents = new ArrayList<>();

    @OneToMany(mappedBy = "event")
    @Description("The people who take part in the event, with the role of each.")
    public List<EventParticipant> participants = new ArrayList<>();

    @OneToMany(mappedBy = "viewedFrom")
    @Description("The links from and to other events, with the relation and direction of each.")
    public List<EventLink> links = new ArrayList<>();

    @Immutable
    @ManyToMany
    @JoinTable(
            name = "event_link",
            joinColumns = @JoinColumn(name = "viewed_from_id"),
            inverseJoinColumns = @JoinColumn(name = "event_id"))
    @FilterArguments({"type", "relation"})
    @Description("The events that this event is linked to, in either direction. Each event is listed once.")
    public List<Event> linkedEvents = new ArrayList<>();

    @Immutable
    @ManyToMany
    @JoinTable(
            name = "quote_topic",
            joinColumns = @JoinColumn(name = "event_id"),
            inverseJoinColumns = @JoinColumn(name = "quote_id"))
    @Description("The quotes about the event.")
    public List<Quote> quotesAbout = new ArrayList<>();

    @OneToMany(mappedBy = "occasion")
    @Description("The quotes that were said at the event.")
    public List<Quote> quotesAt = new ArrayList<>();

    @OneToMany(mappedBy = "event")
    @Description("The articles that cover the event.")
    public List<ArticleCoverage> coverage = new ArrayList<>();
}
