CALL update_in_batches('quote', 'length = char_length(text)', 'length IS NULL');
