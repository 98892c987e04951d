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
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;

/**
 * A statement that someone made in public (schema.org Quotation; PARC: source, cue, content). The statement stands once;
 * the same words in ten articles are one quote with ten appearances.
 */
@Entity
@Description(
        "A statement that someone made in public. The same words in ten articles are one quote with ten appearances.")
public class Quote extends VersionedEntity {

    @Column(nullable = false, length = Length.LONG32)
    @Description("What was said: the words for a DIRECT quote, the reported content for an INDIRECT one.")
    public String text;

    @Description("The language of `text` as a BCP 47 tag; null where it is not known.")
    public String inLanguage;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("Whether the words themselves are quoted, their content is reported, or both.")
    public QuoteType type;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("What the speaker does by saying it: denies, alleges, promises.")
    public SpeechAct speechAct;

    @ManyToOne(fetch = FetchType.LAZY)
    @Description("Who said it; null where the source is not resolved to a person (see `attributionText`).")
    public Person speaker;

    @Description("As what the speaker spoke: `President of Russia`.")
    public String speakerRole;

    @Description("The source as printed, where it is not simply the speaker's name: `the Kremlin`.")
    public String attributionText;

    @Description("The words that introduce the quote: `said`, `denied` (PARC cue).")
    public String cue;

    @Description("When it was said, as exactly as `spokenAtPrecision` tells; null where that is unknown.")
    public LocalDate spokenAt;

    @Enumerated(EnumType.STRING)
    @Description("How much of `spokenAt` is known; a month or a year stands on its first day.")
    public DatePrecision spokenAtPrecision;

    @ManyToOne(fetch = FetchType.LAZY)
    @Description("The event at which it was said; null where it was said at none.")
    public Event occasion;

    @Description("How sure the extraction is, from 0 to 1; null where a person recorded the quote.")
    public Double confidence;

    @OneToMany(mappedBy = "quote", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("The events the quote is about.")
    public List<QuoteTopic> topics = new ArrayList<>();

    @OneToMany(mappedBy = "quote")
    @Description("Where the quote stands in print.")
    public List<QuoteAppearance> appearances = new ArrayList<>();

    /** A view of the database: nothing is written to it. */
    @Immutable
    @ManyToMany
    @JoinTable(
            name = "quote_variant",
            joinColumns = @JoinColumn(name = "quote_id"),
            inverseJoinColumns = @JoinColumn(name = "variant_id"))
    @Description(
            "Other wordings of what may be the same statement: quotes of the same speaker or source, said at the same time"
                    + " as far as that is known, in words that are nearly the same or a part of it.")
    public List<Quote> variants = new ArrayList<>();
}
