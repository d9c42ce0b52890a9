-- When the last record that the rows reflect was recorded, by the log itself: a log that was restored from an older copy has none
-- there, or another one. Null where that is not known: before the next record, and where a transaction's marker stands.
ALTER TABLE log_position ADD COLUMN last_recorded_at timestamptz;
