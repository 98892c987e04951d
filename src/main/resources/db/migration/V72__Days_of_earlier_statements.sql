-- Quotes from before V68__Occasions.sql and V70__Months_before_articles.sql get the days between which they were made,
-- as if their articles were written again. They could be taken for the same words of other weeks or months otherwise.
-- The days become fewer, so no two quotes become the same statement.

-- A statement of a month or a year was made before the first article that reports it.
CALL update_in_batches('quote',
    $$spoken_before = (
        SELECT min((article.date_published AT TIME ZONE 'UTC')::date)
        FROM quote_appearance JOIN article ON article.id = article_id WHERE quote_id = quote.id)$$,
    $$spoken_at_precision <> 'DAY' AND spoken_before IS NULL
        AND EXISTS (SELECT FROM quote_appearance WHERE quote_id = quote.id)$$);

-- The words of an unknown source, and brief words, are those of a week: SpokenDate.limitedFor. The pattern finds five
-- words, and an ideograph is a word. A mark that is no letter ends a word here, so a few brief texts keep their days.
CALL update_in_batches('quote',
    $$spoken_after = greatest(spoken_before - 7, '0001-01-01')$$,
    $$spoken_at IS NULL AND spoken_after IS NULL AND spoken_before IS NOT NULL
        AND (speaker_id IS NULL OR char_length(text) <= 40 AND text COLLATE "und-x-icu" !~
            ('(?:(?:[\u3005-\u3007\u3400-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]'
            '|(?:(?<![[:alnum:]''’])|(?<=[\u3005-\u3007\u3400-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]))'
            '[[:alnum:]''’]).*?){5}'))$$);
