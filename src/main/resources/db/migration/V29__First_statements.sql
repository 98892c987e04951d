-- The stored quotes whose number 1 is free (V28__Concurrent_statements.sql).
CALL update_in_batches('quote', 'occurrence = 1', $$occurrence > 1 AND NOT EXISTS (
    SELECT FROM quote lower
    WHERE lower.statement = quote.statement AND lower.occurrence < quote.occurrence
      AND (lower.speaker_id = quote.speaker_id
           OR quote.speaker_id IS NULL AND lower.speaker_id IS NULL
              AND lower.attribution_text = quote.attribution_text))$$);
