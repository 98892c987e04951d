package org.onrecord.model;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.hibernate.Length;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A published news article (schema.org NewsArticle). */
@Entity
@DynamicUpdate // PostgreSQL computes the words of texts only if an UPDATE sets the texts.
@Description("A published news article.")
public class Article extends NodeEntity {

    @Column(unique = true, nullable = false)
    @Description("The URL of the article in its canonical form. It is unique. Every spelling of it finds the article.")
    public String url;

    @Column(nullable = false)
    @Description("The headline as printed.")
    public String headline;

    @Column(nullable = false)
    @Description("The publisher of the article: a newspaper, a news agency or a broadcaster.")
    public String publisher;

    @Description("The authors as printed.")
    public String byline;

    @Description("The section of the publication in which the article appeared, for example `Politics`.")
    public String section;

    @Column(nullable = false)
    @Description("The time of first publication.")
    @JdbcTypeCode(SqlTypes.OFFSET_DATE_TIME)
    public OffsetDateTime datePublished;

    @Description("The time of the last correction or update. Null if the article was never changed.")
    @JdbcTypeCode(SqlTypes.OFFSET_DATE_TIME)
    public OffsetDateTime dateModified;

    @Column(nullable = false)
    @Description("The language of the article as a BCP 47 tag, for example `en` or `pt-BR`.")
    public String inLanguage;

    @Name("abstract")
    @Column(name = "abstract", length = Length.LONG32)
    @Description("A summary of the article in one or two sentences.")
    public String abstract_;

    @Column(length = Length.LONG32)
    @Description("The full text. The positions of quote appearances refer to it. Null if the text may not be stored.")
    public String body;

    @Description("The URL of the picture that stands for the article.")
    public String image;

    @Description("The URL of the licence of the text, for example `https://creativecommons.org/licenses/by/4.0/`. Null"
            + " if unknown.")
    public String license;

    @ManyToOne(fetch = FetchType.LAZY)
    @Description("The article that this article repeats or is syndicated from. Null if this article is original.")
    public Article isBasedOn;

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("The appearances of quotes in the article, with the position of each in the text.")
    public List<QuoteAppearance> appearances = new ArrayList<>();

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("The people that the article is about or mentions.")
    public List<ArticleMention> mentions = new ArrayList<>();

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("The events that the article covers.")
    public List<ArticleCoverage> coverage = new ArrayList<>();

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("The quotes that the service read in the article and an editor rejected.")
    public List<RejectedQuote> rejectedQuotes = new ArrayList<>();
}
