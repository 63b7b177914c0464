import { LOCKS } from '../leases/locks.js';

/**
 * The table `feed` becomes a column. A process of the previous release continues to work: it reads the
 * view, and `number_events` assigns positions to what it inserted.
 */
export const POSITION_ON_EVENT = `
ALTER TABLE event ADD COLUMN position bigint;
ALTER TABLE event DISABLE TRIGGER append_only;
UPDATE event SET position = feed.position FROM feed WHERE feed.event_id = event.id;
DROP TABLE feed;
DROP TRIGGER append_only ON event;
ALTER TABLE event ADD CONSTRAINT event_position UNIQUE (position);

CREATE TRIGGER append_only
  BEFORE DELETE OR UPDATE OF id, category, stream_id, version, type, schema_version, data, metadata,
    recorded_at ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER position_for_good BEFORE UPDATE OF position ON event
  FOR EACH ROW WHEN (OLD.position IS NOT NULL OR NEW.position IS NULL)
  EXECUTE FUNCTION refuse_change();
ALTER TABLE event ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE event ENABLE ALWAYS TRIGGER position_for_good;

CREATE VIEW feed AS SELECT position, id AS event_id FROM event WHERE position IS NOT NULL;
COMMENT ON VIEW feed IS 'For processes of a release before append_batch.';

CREATE OR REPLACE FUNCTION number_events(ids uuid[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(${LOCKS.feed});
  SELECT coalesce(max(position), 0) INTO last FROM event;
  UPDATE event SET position = last + place
    FROM unnest(ids) WITH ORDINALITY AS appended (id, place) WHERE event.id = appended.id;
  RETURN last + cardinality(ids);
END $$;
COMMENT ON FUNCTION number_events IS 'For processes of a release before append_batch.';
`;

/** Processes that cache what events say of people must learn when some are erased, by any process. */
export const ERASURES_COUNTED = `
ALTER TABLE feed_epoch ADD COLUMN erasures int NOT NULL DEFAULT 0;
CREATE FUNCTION count_erasures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE feed_epoch SET erasures = erasures + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER erasures_counted AFTER DELETE ON person_key
  FOR EACH STATEMENT EXECUTE FUNCTION count_erasures();
`;
