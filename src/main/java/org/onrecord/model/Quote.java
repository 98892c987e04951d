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
import org.eclipse.microprofile.graphql.Ignore;
import org.hibernate.Length;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import org.onrecord.traversal.graph.ComparedNodes;
import org.onrecord.traversal.graph.FormerKeys;

/**
 * A public statement (schema.org Quotation; PARC: source, cue, content). A statement that ten articles print is one
 * quote with ten appearances.
 */
@Entity
@FormerKeys(table = "former_quote_key", key = "quote_id", column = "id", current = "current_quote_id")
@DynamicUpdate // PostgreSQL computes the words of texts only if an UPDATE sets the texts.
@Description("A public statement. A statement that ten articles print is one quote with ten appearances.")
public class Quote extends NodeEntity {

    @Column(nullable = false, length = Length.LONG32)
    @Description(
            "The statement: the speaker's words for a DIRECT quote, the reported content for an INDIRECT quote. For"
                    + " a denial with a `cue` such as `denied that`, the content can be the words that were denied.")
    public String text;

    @Description("The language of `text` as a BCP 47 tag. Null if unknown.")
    public String inLanguage;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("Whether the quote gives the speaker's own words, the reported content, or both.")
    public QuoteType type;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("The speech act: what the speaker does by making the statement, for example DENIAL or PROMISE.")
    public SpeechAct speechAct;

    @ManyToOne(fetch = FetchType.LAZY)
    @Description("The speaker. Null if the source is not a known person; see `attributionText`.")
    public Person speaker;

    @Description("The role in which the speaker spoke, for example `President of Russia`.")
    public String speakerRole;

    @Description("The source as printed, if it differs from the speaker's name, for example `the Kremlin`.")
    public String attributionText;

    @Description("The cue: the words that introduce the quote, for example `said` or `denied` (PARC).")
    public String cue;

    /**
     * Whether the cue of a denial in reported words denies these words: true for "denied that", false for "said that".
     * Null if it is unknown, and for other statements.
     */
    @Ignore
    public Boolean cueDenies;

    @Description("The date of the statement, with the precision given by `spokenAtPrecision`. Null if unknown.")
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    public LocalDate spokenAt;

    @Enumerated(EnumType.STRING)
    @Description("The precision of `spokenAt`. If only the month or year is known, `spokenAt` is its first day.")
    public DatePrecision spokenAtPrecision;

    @Description("The date from which on a statement whose day is unknown was made. The default is null, and a week"
            + " before the article that reports it for brief words and for a source that is not a known person.")
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    public LocalDate spokenAfter;

    @Description(
            "The date by which a statement whose day is unknown was made: the day, in UTC, of the first article that"
                    + " reports it. Null if every report has the day.")
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    public LocalDate spokenBefore;

    /**
     * The first day on which all reports of the statement agree, where a reported day includes the next one.
     * Null if the date says the same.
     */
    @Ignore
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    public LocalDate possibleFrom;

    /** The last day on which all reports of the statement agree. Null if the date says the same. */
    @Ignore
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    public LocalDate possibleUntil;

    /**
     * Distinguishes the quotes of one source with the same words: statements that it made at different times or events,
     * or in opposite senses.
     */
    @Ignore
    @Column(nullable = false)
    public int occurrence = 1;

    @Column(nullable = false)
    @Description("Whether an editor has changed the words, source, date or sense that articles report. Articles that"
            + " still report the quote as before do not change that back.")
    public boolean corrected;

    @ManyToOne(fetch = FetchType.LAZY)
    @Description("The event at which the statement was made. Null if it was not made at an event.")
    public Event occasion;

    @Description("The confidence of automatic extraction, from 0 to 1. Null if a person recorded or confirmed the"
            + " quote.")
    public Double confidence;

    @OneToMany(mappedBy = "quote", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("The events that the quote is about.")
    public List<QuoteTopic> topics = new ArrayList<>();

    @OneToMany(mappedBy = "quote")
    @Description("The appearances of the quote in articles.")
    public List<QuoteAppearance> appearances = new ArrayList<>();

    /** Mapped to a read-only view. */
    @Immutable
    @ManyToMany
    @ComparedNodes(by = "speaker")
    @JoinTable(
            name = "quote_variant",
            joinColumns = @JoinColumn(name = "quote_id"),
            inverseJoinColumns = @JoinColumn(name = "variant_id"))
    @Description(
            "Other quotes of the same speaker or source that may be the same statement. Either their words are nearly"
                    + " the same or contain each other, and their dates agree as far as they are known. Or their words"
                    + " are the same, and their dates differ.")
    public List<Quote> variants = new ArrayList<>();
}
