/**
 * A query of `event` includes the archive; `ONLY event` excludes it. It has the same indexes: one that is added
 * to `event` later must be added here as well.
 */
export const ARCHIVE = `
CREATE TABLE archived_event (LIKE event INCLUDING ALL) INHERITS (event);
COMMENT ON TABLE archived_event IS 'Events of newsletters that ended long ago. Reads of event include them.';

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON archived_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON archived_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE archived_event ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE archived_event ENABLE ALWAYS TRIGGER never_truncated;
`;

/** An event leaves its table only where the archive has the same one. */
export const MOVED_ONLY = `
CREATE FUNCTION refuse_unless_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM ONLY archived_event kept
      WHERE kept.id = OLD.id AND ROW(kept.*) IS NOT DISTINCT FROM ROW(OLD.*)) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% on % is refused: events are only ever appended', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER append_only ON event;
CREATE TRIGGER append_only
  BEFORE UPDATE OF id, category, stream_id, version, type, schema_version, data, metadata,
    recorded_at, decided_at ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER moved_only BEFORE DELETE ON event
  FOR EACH ROW EXECUTE FUNCTION refuse_unless_archived();
ALTER TABLE event ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE event ENABLE ALWAYS TRIGGER moved_only;
`;

/** Moves everything back to `event`, as in the previous release. */
export const NO_ARCHIVE = `
DROP TRIGGER moved_only ON event;
DROP FUNCTION refuse_unless_archived;
ALTER TABLE archived_event NO INHERIT event;
INSERT INTO event SELECT * FROM archived_event;
DROP TABLE archived_event;
DROP TRIGGER append_only ON event;
CREATE TRIGGER append_only
  BEFORE DELETE OR UPDATE OF id, category, stream_id, version, type, schema_version, data, metadata,
    recorded_at ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE event ENABLE ALWAYS TRIGGER append_only;
`;
