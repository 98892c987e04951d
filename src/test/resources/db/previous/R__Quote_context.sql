-- The text around a quote in an article: up to radius code points before and after it. No row for an article without a
-- body.
CREATE OR REPLACE FUNCTION quote_context(article_key bigint, quote_start integer, quote_end integer, radius integer)
    RETURNS TABLE (start_offset integer, end_offset integer, before text, exact text, after text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT greatest(quote_start - radius, 0),
           least(quote_end + radius, char_length(body)),
           substr(body, greatest(quote_start - radius, 0) + 1, quote_start - greatest(quote_start - radius, 0)),
           substr(body, quote_start + 1, quote_end - quote_start),
           substr(body, quote_end + 1, radius)
    FROM article WHERE id = article_key AND body IS NOT NULL;
END;
