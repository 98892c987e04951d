-- ---------------------------------------------------------------------------------------------------------------------
-- The versions of the software by which texts are indexed
-- ---------------------------------------------------------------------------------------------------------------------

-- Indexes and generated columns contain results of dictionaries, extensions and Unicode tables, which belong to
-- PostgreSQL and not to the database. If a new version of PostgreSQL changes a result, they no longer fit, and searches
-- miss rows. PostgreSQL itself knows only the versions of collations.

-- What PostgreSQL makes of certain words, as a hash. Functions of OnRecord are not among it: a migration that changes
-- them also changes what depends on them.
CREATE FUNCTION text_versions() RETURNS TABLE (name text, version text) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'the text search configuration ' || config, md5(to_tsvector(config::regconfig, words)::text)
        FROM (VALUES
            ('arabic', 'والكتب مدرستنا الذين'),
            ('danish', 'husene udtalelserne sagde ikke'),
            ('dutch', 'verklaringen gezegd onmogelijkheid niet'),
            ('english', 'denying denied relational ponies running this'),
            ('finnish', 'lausuntojensa taloissamme olivat'),
            ('french', 'déclarations continuellement nationaux était'),
            ('german', 'Häuser Erklärungen gesprochen unmöglich nicht'),
            ('greek', 'δηλώσεις ανθρώπων είπε και'),
            ('hungarian', 'nyilatkozatainak házakban voltak'),
            ('italian', 'dichiarazioni nazionalmente abbiamo'),
            ('norwegian', 'uttalelsene husenes sagt ikke'),
            ('portuguese', 'declarações nacionalmente estávamos'),
            ('romanian', 'declarațiilor naționale aceasta'),
            ('russian', 'заявлениями отрицающего сказал который'),
            ('spanish', 'declaraciones nacionalmente estábamos'),
            ('swedish', 'uttalandena husens sagt inte'),
            ('turkish', 'açıklamalarımızdan evlerinde için'),
            ('simple', 'Déclarations-clés well-known 3.14 someone@example.org')) samples (config, words)
    UNION ALL
    SELECT 'the dictionary unaccent', md5(unaccent('unaccent'::regdictionary, 'ÀÉîõü Ææ Œœ ß Łł Øø Đđ Ếệ ё ﬁ №'))
    UNION ALL
    SELECT 'the extension pg_trgm', md5(show_trgm('Denial well-known Ünïcödé Привет 退缩 مرحبا')::text)
    UNION ALL
    SELECT 'Unicode', md5(normalize('ﬁ ① Ａ ｶﾞ ﷺ Å', NFKC) || lower('ÀÉÎ ПРИВЕТ ΣΊΣΥΦΟΣ İI Ა Ꭰ' COLLATE "und-x-icu"));
END;

CREATE TABLE text_version (
    name    text PRIMARY KEY,
    version text NOT NULL
);

-- Stores the versions of now. The operator calls it after the indexes were rebuilt (k8s/README.md).
CREATE PROCEDURE store_text_versions() LANGUAGE sql
BEGIN ATOMIC
    DELETE FROM text_version;
    INSERT INTO text_version (name, version) SELECT name, version FROM text_versions();
END;

CALL store_text_versions();
