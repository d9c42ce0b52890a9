-- A dead letter that is an event by now: who had it read again, and when.
ALTER TABLE dead_letter ADD COLUMN replayed_at timestamptz, ADD COLUMN replayed_by text;
CREATE INDEX dead_letter_by_time ON dead_letter (recorded_at, log_partition, log_offset);

-- Counts what changes answers while the log stands still: a dead letter replayed, the tables made anew. It is in every ETag.
CREATE TABLE edition (number bigint NOT NULL);
INSERT INTO edition VALUES (1);

-- Empties all that is a fold of the log, and the position with it: the instances that are running notice, and read the log anew.
-- Writers and readers begin with log_position, so none of them sees some tables before this and others after.
CREATE FUNCTION rebuild() RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
    fold text;
BEGIN
    LOCK TABLE log_position IN ACCESS EXCLUSIVE MODE;
    SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') INTO fold
    FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT IN ('edition', 'flyway_schema_history');
    EXECUTE 'TRUNCATE ' || fold;
    UPDATE edition SET number = number + 1;
END
$$;
