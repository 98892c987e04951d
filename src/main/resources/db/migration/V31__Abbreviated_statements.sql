-- A point within a word, or US, also in wide letters.
CALL rewrite_statements('\S[.․﹒．]\S|[UＵ].?[SＳ]');
