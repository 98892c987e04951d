-- Every transaction that stored a quote by the former function has ended when this one changes it. So the rewriting in
-- V75__Statements_with_signs.sql sees all of their quotes.
CALL lock_tables('quote');

-- Signs that change a number, a word or a picture count, where the former function removed them: the primes of 5′ and
-- 5″, exponents after letters, @, asterisks, ‱, the minus of a rating, the apostrophe in Italian e', joiners that
-- change what is seen, and the tags of flags.

-- The function of V30__Abbreviations.sql with these rules.
CREATE OR REPLACE FUNCTION statement_words(text text, in_language text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    language CONSTANT text := lower(split_part(in_language, '-', 1));
    form text COLLATE "und-x-icu" := text;
    -- The marks that group the digits of a number: 1,000 and 1'000.
    group_marks text := ',''٬';
    -- A character for private use marks a place for a while. It is in no text: it counts as invisible.
    place_mark CONSTANT text := chr(57344);
    digit_zero text;
    -- Numbers of one character that NFKC makes of several, for regular expressions: fractions, and numbers with a
    -- circle, brackets or a point.
    enclosed CONSTANT text := '¼-¾⅐-↉①-⒛⓪㉈-㉏㉑-㉟㊱-㊿\U0001F100-\U0001F10A';
    -- The letters after which an apostrophe at the end of a word is a part of the word: Italian e' (is), not e (and),
    -- and the letters o' and g' of Uzbek.
    apostrophe_letters CONSTANT text := CASE language
        WHEN 'it' THEN 'aeiou'
        WHEN 'uz' THEN 'go'
        ELSE ''
    END;
    -- The conjunctions before which a comma is a matter of style, where no other word is spelled like them.
    conjunctions CONSTANT text := CASE language
        WHEN 'de' THEN 'und|oder|aber'
        WHEN 'en' THEN 'and|but|or|nor'
        WHEN 'es' THEN 'y|e|o|u|pero'
        WHEN 'fr' THEN 'et|ou|mais|ni'
        WHEN 'it' THEN 'e|ed|o|ma'
        WHEN 'nl' THEN 'en|of'
        WHEN 'pt' THEN 'e|ou|mas'
        WHEN 'ru' THEN 'и|а|но|или'
    END;
BEGIN
    -- The time of some replacements grows with the square of the length.
    IF char_length(text) > 10000 THEN
        RETURN text;
    END IF;

    -- One form for each character
    IF octet_length(form) <> char_length(form) THEN
        -- Invisible characters: Unicode's Default_Ignorable_Code_Point, and the Arabic tatweel U+0640. The joiners
        -- U+200C and U+200D and the tags U+E0020 to U+E007F follow.
        form := regexp_replace(form, '[\u00AD\u034F\u061C\u0640\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F'
            '\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3'
            '\U0001D173-\U0001D17A\U000E0000-\U000E001F\U000E0080-\U000E0FFF\uE000]', '', 'g');
        -- Most texts have none of the characters that the following replacements concern.
        IF form ~ ('[\u200C\u200D\U000E0020-\U000E007F′″‴⁗¨¯´¸˘-˝‗‾﹉-﹌²³¹⁰-₉ˣʸᵏ㋀-㋋㍘-㍰㏠-㏾\u05D0-\u05F4'
            || enclosed || ']|\d[\u00A0\u2007\u2009\u202F]\d')
        THEN
            IF form ~ '[\u200C\u200D\U000E0020-\U000E007F]' THEN
                -- The tags after a black flag make it the flag of a part of a country.
                form := regexp_replace(form, '(?<![\U0001F3F4\U000E0020-\U000E007F])[\U000E0020-\U000E007F]+', '', 'g');
                -- Joiners count where they change what is seen. U+200C separates an Arabic letter from the next one, if
                -- they would be joined. Both joiners change the letters around the virama of an Indic script. U+200D
                -- makes one picture of several.
                form := regexp_replace(form, '([\u200C\u200D])[\u200C\u200D]+', '\1', 'g');
                form := regexp_replace(form, format(
                    '(?<![%1$s\u0626\u0628\u062A-\u062E\u0633-\u063F\u0641-\u0647\u0649-\u065F\u0678-\u0687'
                    '\u069A-\u06BF\u06C1\u06C2\u06CC\u06CE\u06D0\u06D1\u06FA-\u06FC\u06FF])\u200C'
                    '|\u200C(?![\u0620-\u06FF\u0900-\u0DFF])'
                    '|(?<![%1$s%2$s])\u200D|(?<=[%2$s])\u200D(?![%2$s])',
                    '\u09B0\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA',
                    '\u2190-\u2BFF\U0001F000-\U0001FAFF'), '', 'g');
                IF strpos(form, chr(3405) || chr(8205)) > 0 THEN
                    -- The former spelling of the Malayalam letters that end a syllable.
                    FOR n IN 1..6 LOOP
                        form := replace(form, substr('ണനരലളക', n, 1) || chr(3405) || chr(8205), substr('ൺൻർൽൾൿ', n, 1));
                    END LOOP;
                END IF;
            END IF;
            -- A prime follows a number or a single letter: 5′ and A′. Elsewhere it is printed for an apostrophe.
            IF form ~ '[′″‴⁗]' THEN
                form := replace(replace(replace(form, '″', '′′'), '‴', '′′′'), '⁗', '′′′′');
                form := regexp_replace(form,
                    '(?<![\d′]|(?<![[:alnum:]])[[:alpha:]])′+|(?<!′)′+(?=[[:alpha:]])', '''', 'g');
            END IF;
            IF form ~ '[¨¯´¸˘-˝‗‾﹉-﹌]' THEN
                -- NFKC would make a space and a combining accent of these.
                form := regexp_replace(replace(form, '´', ''''), '[¨¯¸˘-˝‗‾﹉-﹌]', ' ', 'g');
            END IF;
            IF form ~ ('[²³¹⁰-₉ˣʸᵏ㋀-㋋㍘-㍰㏠-㏾' || enclosed || ']') THEN
                -- NFKC would make plain digits and letters of exponents and indexes. Most raised letters are those of
                -- ordinals: 21ˢᵗ.
                form := regexp_replace(form, '(?<=[[:alnum:])\]])'
                    '(?=[²³¹⁰⁴-⁻]|[ⁱⁿˣʸᵏ](?![ʰ-ʸᴬ-ᵡᶛ-ᶿⁱⁿ]))', '^', 'g');
                form := regexp_replace(form, '(?<=\d)(?=[₀-₉])', '_', 'g');
                -- It would also join a fraction or a number in a circle to the number beside it.
                form := regexp_replace(form, format('(?<=[\d%1$s])(?=[%1$s㋀-㋋㍘-㍰㏠-㏾])|(?<=[²³¹⁰-₉%1$s])(?=\d)',
                    enclosed), ' ', 'g');
            END IF;
            IF form ~ '\d[\u00A0\u2007\u2009\u202F]\d' THEN
                -- A fixed space groups digits in every language.
                form := regexp_replace(form, '(?<=\d)[\u00A0\u2007\u2009\u202F](?=\d\d\d)', '٬', 'g');
            END IF;
            IF form ~ '[\u05D0-\u05F4]' THEN
                -- The mark in a Hebrew abbreviation. Elsewhere it is a quotation mark.
                form := regexp_replace(translate(form, '״“”„', '""""'),
                    '(?<=[\u05D0-\u05EA])"(?=[\u05D0-\u05EA])', '״', 'g');
            END IF;
        END IF;
        IF form IS NOT NFKC NORMALIZED THEN
            form := normalize(form, NFKC);
        END IF;
        form := regexp_replace(form, '[‘’‚‛ʹʻʼʽʾʿˈ՚׳ꞌ\u1FBD\u1FBF]', '''', 'g');
        form := regexp_replace(form, '[\u2010\u2011\u2212\u058A\u05BE\u30A0]', '-', 'g');
        form := regexp_replace(form, '[\u2012-\u2015\u2E3A\u2E3B]', '—', 'g');
        form := regexp_replace(form, '[、。،؛۔։՝।॥።፣-፦၊။។-៖།܀-܊߸߹᠂-᠅᠈᠉᱾᱿꓾꓿꫰꫱꯫]', '!', 'g');
        form := translate(form, '؟՞፧‽⸮⁄∕٪٫؉؊〜“”„‟', '?????//%.‰‱~""""');
        IF form ~ '(?![0-9])\d' THEN
            FOREACH digit_zero IN ARRAY regexp_split_to_array('٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰𞥐', '') LOOP
                form := translate(form, (SELECT string_agg(chr(ascii(digit_zero) + n), '' ORDER BY n)
                    FROM generate_series(0, 9) n), '0123456789');
            END LOOP;
        END IF;
        IF form ~ '[\u3040-\u30FF\u3400-\u9FFF]' THEN
            -- Chinese and Japanese have no spaces between words. A line break in print is one.
            form := regexp_replace(form, '(?<=[\u3040-\u30FF\u3400-\u9FFF])\s+(?=[\u3040-\u30FF\u3400-\u9FFF])',
                '', 'g');
        END IF;
    END IF;
    IF language = 'el' THEN
        form := translate(form, ';·', '?;'); -- The Greek question mark and semicolon.
    ELSIF language IN ('az', 'tr') THEN
        form := translate(form, 'Iİ', 'ıi');
    END IF;
    -- The minus of a grade or a rating: A-, BBB-.
    IF strpos(translate(form, 'BCDEFO', 'AAAAAA'), 'A-') > 0 THEN
        form := regexp_replace(form, '(?<![^\s[:punct:]])(A{1,3}|B{1,3}|C{1,3}|AB|D|E|F|O)-(?![[:alnum:]-])', '\1−',
            'g');
    END IF;
    -- In English, US is the country and not the pronoun, except in a text of capital letters.
    IF strpos(form, 'US') > 0 AND language = 'en' AND form ~ '[[:lower:]]' THEN
        form := regexp_replace(form, '\mUS\M', 'U S', 'g');
    END IF;
    -- Both forms of the Greek sigma are one letter, and İ is the Turkish upper case of i.
    form := replace(replace(replace(lower(form), 'ς', 'σ'), 'i̇', 'i'), '`', '''');

    -- An apostrophe or a quotation mark after a number is a prime, unless it ends a quotation: 5' and 5". To find the
    -- ends, the marks that begin a quotation become “ and ‘. Each of them ends at the last mark before the next one, so
    -- that "It is 5" high" remains 5". An apostrophe also begins a year and some words.
    IF strpos(translate(form, '"123456789' || apostrophe_letters, '''' || repeat('0', 14)), '0''') > 0 THEN
        form := replace(form, '''''', '"');
        IF strpos(form, '"') > 0 THEN
            form := regexp_replace(form, '(?<![^\s([{''"—-])"(?![\s)\]},.:;!?"]|$)', '“', 'g');
            form := regexp_replace(form, '“([^“]*)"', ' \1 ', 'g');
            form := regexp_replace(form, '(?<=[0-9])"', '′′', 'g');
        END IF;
        form := regexp_replace(form, '(?<![^\s([{"—-])''(?=[^\s[:punct:]])'
            '(?!(?:[0-9]0s|[0-9][0-9]|bout|cause|em|k|n|ndrangheta|s|t|til|tis|twas)(?:[^[:alnum:]'']|$))', '‘',
            'g');
        form := regexp_replace(form, '‘([^‘]*)''(?![[:alnum:]])', ' \1 ', 'g');
        form := regexp_replace(form, '(?<=[0-9])''(?![[:alnum:]])', '′', 'g');
        IF apostrophe_letters <> '' THEN
            form := regexp_replace(form, format('(?<=[%s])''(?![[:alnum:]])', apostrophe_letters), 'ʼ', 'g');
        END IF;
    END IF;

    -- Asterisks after words and numbers count: f***, A*, 5*. Those of an emphasis and of a note do not.
    IF strpos(form, '*') > 0 THEN
        form := regexp_replace(form,
            '(?<![[:alnum:]*])\*{1,3}([^\s*](?:[^*]*[^\s*])?)\*{1,3}(?![[:alnum:]*])', '\1', 'g');
        form := regexp_replace(form, '(?<![[:alnum:]*])\*(?=[[:alpha:]])', ' ', 'g');
        form := regexp_replace(form, '([[:alpha:]]{2})\*(?![[:alnum:]*])', '\1 ', 'g');
        form := regexp_replace(form, '(?<![^\s[:punct:]]|[0-9]\s|\*)\*(?![^\s[:punct:]]|\s[0-9]|\*)', ' ', 'g');
        form := regexp_replace(form, '(\*+)', ' \1 ', 'g');
    END IF;

    -- Numbers
    IF form ~ '[0-9]' THEN
        IF form ~ '[0-9][,.''٬ ][0-9]' THEN
            IF in_language ~* ('^(az|be|bg|bs|ca|cs|da|de|el|es|et|eu|fi|fr|gl|hr|hu|hy|id|is|it|ka|kk|lt|lv|mk|nb|nl'
                    '|nn|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|tr|uk|vi)(-|$)')
                AND in_language !~* '^((de|fr|it)-(CH|LI)|es-(419|DO|GT|HN|MX|NI|PA|PE|PR|SV|US))(-|$)'
            THEN
                group_marks := '.''٬ '; -- 1.000,5 or 1 000,5
            END IF;
            -- Replaces the first mark of a number, then up to six others one by one, and then removes them. The limit
            -- bounds the time for long rows of digits.
            form := regexp_replace(form, format('(^|[^0-9.,])([1-9][0-9]{0,2})[%1$s]'
                '(?=(?:[0-9]{2,3}[%1$s]){0,5}[0-9]{3}(?:[^0-9]|$))', group_marks), '\1\2' || place_mark, 'g');
            FOR pass IN 1..6 LOOP
                EXIT WHEN form !~ format('[0-9]\uE000[0-9]{2,3}[%s][0-9]{2,3}(?:[^0-9]|$)', group_marks);
                form := regexp_replace(form, format('([0-9]\uE000[0-9]{2,3})[%s](?=[0-9]{2,3}(?:[^0-9]|$))',
                    group_marks), '\1' || place_mark, 'g');
            END LOOP;
            form := replace(form, place_mark, '');
            IF strpos(form, '''') > 0 THEN
                form := regexp_replace(form, '(?<=[0-9])''(?=[0-9])', '′', 'g');
            END IF;
            IF strpos(group_marks, ',') = 0 THEN
                form := regexp_replace(form, '(?<=[0-9]),(?=[0-9])', '.', 'g');
            END IF;
        END IF;
        -- A number without a digit before the decimal point.
        form := regexp_replace(form, '(?<![^\s[:punct:]]|[.,])\.(?=[0-9])', '0.', 'g');
        IF form ~ '[-—]' THEN
            -- Ranges and results, then signs.
            form := regexp_replace(form, '(?<=[0-9])(?:[-—]|\s[-—]\s|\s—|—\s)(?=[0-9])', '-', 'g');
            form := regexp_replace(form, '(?<![^\s[:punct:]])[-—](?=[$£¥\u20A0-\u20CF]?[0-9])', '-', 'g');
            form := regexp_replace(form, '-([$£¥\u20A0-\u20CF])\s?(?=[0-9])', '\1-', 'g');
        END IF;
        IF strpos(form, '/') > 0 THEN
            form := regexp_replace(form, '(?<=[0-9])\s?/\s?(?=[0-9])', '/', 'g');
        END IF;
        IF strpos(form, '^') > 0 THEN
            -- An exponent of a unit is printed like its other digits: m² and m2, but 10² and x².
            form := regexp_replace(form, '(?<![[:alpha:]])([cdkmμ]?m|ft|in|mi|s|yd)\^(?=[23](?![0-9]))', '\1', 'g');
        END IF;
        -- A unit is a word of its own: 5km and 5 km.
        form := regexp_replace(form, '([0-9])(?=[[:alpha:]])', '\1 ', 'g');
    END IF;

    -- Symbols are words of their own: currencies, percent, mathematical signs, arrows, pictures.
    form := regexp_replace(rtrim(form, ' .,:!'), '(′+|[$+<=>^|~%&#@¢-¥§©¬®°±×÷؋৲৳૱௹฿៛‰‱\u20A0-\u20CF\u2100-\u2BFF'
        '\U0001F000-\U0001FAFF])', ' \1 ', 'g');

    -- Marks between clauses become a comma. The point of a title is none of them, nor are the points of letters without
    -- spaces between them: U.S., a.m., Ph.D. These become one word, except for the country in English. The point of a
    -- single letter can be the end of a sentence.
    IF strpos(form, '.') > 0 THEN
        form := regexp_replace(form, format('(?<![[:alnum:]])(%s)\.', CASE WHEN language = 'en'
            THEN 'capt|col|dr|gen|gov|jr|lt|mr|mrs|ms|prof|rep|sen|sgt|sr|st|vs' ELSE 'dr|mr|mrs' END), '\1 ', 'g');
        form := regexp_replace(form, '(?<![[:alnum:]])([[:alpha:]]|ph|ll)\.(?=(?:[[:alpha:]]|sc)(?![[:alnum:]]))',
            '\1' || place_mark, 'g');
        form := regexp_replace(form, '(\uE000[[:alpha:]]{1,2})\.', '\1', 'g');
        IF language = 'en' THEN
            form := regexp_replace(form, '(?<![[:alnum:]])u\uE000s(?![[:alnum:]\uE000])', 'u s', 'g');
        END IF;
        form := replace(form, place_mark, '');
    END IF;
    form := regexp_replace(form, '(?<![0-9])[.,:]|[.,:](?![0-9])|[;!—]|--+|(?<=\s)-(?=\s)', ' , ', 'g');

    -- Other punctuation separates words, but not an apostrophe or a hyphen within a word, or a mark within a number.
    form := regexp_replace(form, '(?<![^\s[:punct:]])(?:''|-(?![0-9]))|[''-](?![^\s[:punct:]])'
        '|(?<![0-9])[/_·]|[/_·](?![0-9])|(?![-''/_·.,:?%&§#@*′״‰‱])[[:punct:]]', ' ', 'g');
    IF strpos(form, '?') > 0 THEN
        form := regexp_replace(form, '[\s,?]*\?[\s,?]*', ' ? ', 'g');
    END IF;
    form := regexp_replace(form, '\s\s+|[^\S ]', ' ', 'g');
    IF strpos(form, ' , ') > 0 THEN
        form := regexp_replace(form, ' (?:, )+', ' , ', 'g');
        IF conjunctions IS NOT NULL THEN
            form := regexp_replace(form, format(' , (?=(?:%s) )', conjunctions), ' ', 'g');
        END IF;
    END IF;
    RETURN coalesce(nullif(rtrim(ltrim(form, ' ,?'), ' ,'), ''), text);
END $$;
