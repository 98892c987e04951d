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

/** A published article (schema.org NewsArticle). */
@Entity
@Description("A published article.")
public class Article extends VersionedEntity {

    @Column(unique = true, nullable = false)
    @Description("Where the article was published; unique.")
    public String url;

    @Column(nullable = false)
    @Description("The headline as printed.")
    public String headline;

    @Column(nullable = false)
    @Description("Who published the article: a newspaper, an agency, a broadcaster.")
    public String publisher;

    @Description("The authors as printed.")
    public String byline;

    @Column(nullable = false)
    @Description("When the article was first published.")
    public OffsetDateTime datePublished;

    @Description("When the article was last changed; null where it never was.")
    public OffsetDateTime dateModified;

    @Column(nullable = false)
    @Description("The language of the article as a BCP 47 tag: `en`, `pt-BR`.")
    public String inLanguage;

    @Name("abstract")
    @Column(name = "abstract", length = Length.LONG32)
    @Description("What the article says, in a sentence or two.")
    public String abstract_;

    @Column(length = Length.LONG32)
    @Description("The full text that quote appearances are verified against; null where it may not be kept.")
    public String body;

    @ManyToOne(fetch = FetchType.LAZY)
    @Description("The article that this one repeats or is syndicated from; null where it is original.")
    public Article isBasedOn;

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("The quotes that stand in the article, each with its place in the text.")
    public List<QuoteAppearance> appearances = new ArrayList<>();

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("The people the article is about or mentions.")
    public List<ArticleMention> mentions = new ArrayList<>();

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    @Description("The events the article reports.")
    public List<ArticleCoverage> coverage = new ArrayList<>();
}
