-- The rules of V74__Signs_in_statements.sql concern so many characters that each text is compared.
CALL rewrite_statements('');
