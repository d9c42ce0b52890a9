-- Names are found with trigrams, in one index with the zone. Both extensions are trusted ones: who may create in this database
-- may create them, without being a superuser.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- A name as it is compared: words of a-z and 0-9 with single blanks between, without accents and without the words for a legal
-- form, unless there is nothing else. A character of another script is a word of its own, a code with a digit at both ends: the
-- trigrams of pg_trgm are made of what the database's locale calls letters, and that may be ASCII alone.
CREATE FUNCTION in_words(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS
$$
DECLARE
    plain text := lower(name);
    essence text;
BEGIN
    IF plain ~ '[^\x01-\x7f]' THEN
        plain := regexp_replace(lower(normalize(name, NFKD)), '[\u0300-\u036f]', '', 'g');
    END IF;
    plain := trim(regexp_replace(plain,
        '[^a-z0-9\u00c0-\u1fff\u2e80-\u2fff\u3040-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+', ' ', 'g'));
    essence := trim(regexp_replace(plain,
        '\m(co|ltd|limited|company|corp|corporation|inc|llc)\M|股份有限公司|有限责任公司|有限公司', ' ', 'g'));
    IF essence = '' THEN
        essence := plain;
    END IF;
    IF essence ~ '[^ a-z0-9]' THEN
        essence := trim((
            SELECT string_agg(
                CASE WHEN code < 128 THEN letter
                     ELSE format(' %s%s%s%s ', n % 10, chr(97 + n / 10 % 26), chr(97 + n / 260 % 26), n / 6760) END,
                '' ORDER BY place)
            FROM unnest(string_to_array(essence, NULL)) WITH ORDINALITY AS letters (letter, place),
                 -- Spread, so that characters that stand near each other in Unicode have nothing in common.
                 LATERAL (SELECT ascii(letter) AS code, ascii(letter) * 7919 % 67600 AS n) AS coded));
    END IF;
    RETURN regexp_replace(essence, ' +', ' ', 'g');
END
$$;

-- How alike two names are that are given in words: 1 if they are the same but for blanks, else up to 0.99. What counts more is how
-- well the first is found somewhere in the second, then how much of the whole they share.
CREATE FUNCTION likeness(sought text, found text) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
SELECT CASE WHEN replace(sought, ' ', '') = replace(found, ' ', '') THEN 1.00
            ELSE round((0.99 * (0.6 * greatest(word_similarity(sought, found),
                                               word_similarity(replace(sought, ' ', ''), replace(found, ' ', '')))
                              + 0.4 * similarity(replace(sought, ' ', ''), replace(found, ' ', ''))))::numeric, 2) END
$$;

-- What a record is called, and what else it can be found by.
CREATE FUNCTION names_of(kind text, id text, document jsonb) RETURNS TABLE (form text, name text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
SELECT own.form, own.name
FROM (VALUES ('name', document ->> 'name'), ('localName', document ->> 'localName'),
             ('lei', document ->> 'lei'), ('uscc', document ->> 'uscc'), ('id', id)) AS own (form, name)
WHERE own.name IS NOT NULL AND kind IN ('zone', 'organisation', 'project', 'policy')
UNION ALL
SELECT 'alias', alias ->> 'name'
FROM jsonb_array_elements(document -> 'aliases') AS alias
WHERE kind IN ('zone', 'organisation', 'project', 'policy')
$$;

-- All of them in one text, each in words and with the words run together: transcriptions part a Chinese name as they like.
CREATE FUNCTION names_in_words(kind text, id text, document jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
SELECT '| ' || string_agg(DISTINCT concat_ws(' | ', words, nullif(replace(words, ' ', ''), words)), ' | ') || ' |'
FROM names_of(kind, id, document) AS names, in_words(names.name) AS words
$$;

ALTER TABLE registered
    ADD COLUMN names text GENERATED ALWAYS AS (names_in_words(kind, id, document)) STORED;
-- A search goes through what is not yet sorted into the index, so that is kept short.
CREATE INDEX registered_by_names ON registered USING gin (zone, names gin_trgm_ops) WITH (gin_pending_list_limit = 256);
CREATE INDEX registered_by_lei ON registered ((document ->> 'lei')) WHERE document ->> 'lei' IS NOT NULL;
CREATE INDEX registered_by_uscc ON registered ((document ->> 'uscc')) WHERE document ->> 'uscc' IS NOT NULL;

-- What a source says is found by a digest of its address: an ordered index takes texts of some 2,700 bytes at most.
CREATE INDEX claim_by_source ON claim (zone, md5(document #>> '{source,uri}')) WHERE document IS NOT NULL;
CREATE INDEX registered_by_source ON registered (zone, md5(document #>> '{source,uri}'));
