import { LOCKS } from '../leases/locks.js';

export const EVENTS = `
CREATE FUNCTION connector_now() RETURNS timestamptz LANGUAGE sql VOLATILE
  AS $$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;
COMMENT ON FUNCTION connector_now IS 'The only clock of the service.';

CREATE TABLE event (
  id uuid PRIMARY KEY,
  category text NOT NULL,
  stream_id text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  type text NOT NULL,
  schema_version int NOT NULL,
  data jsonb NOT NULL,
  metadata jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT event_stream_version UNIQUE (category, stream_id, version)
);

CREATE TABLE feed (
  position bigint PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE REFERENCES event (id)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: events are only ever appended', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON feed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON feed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE event ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE event ENABLE ALWAYS TRIGGER never_truncated;
ALTER TABLE feed ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE feed ENABLE ALWAYS TRIGGER never_truncated;

-- The last statement of an append. As a function, because each of its statements then sees what was
-- committed while it waited for the lock.
CREATE FUNCTION number_events(ids uuid[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(${LOCKS.feed});
  SELECT coalesce(max(position), 0) INTO last FROM feed;
  INSERT INTO feed (position, event_id)
    SELECT last + place, id FROM unnest(ids) WITH ORDINALITY AS appended (id, place);
  RETURN last + cardinality(ids);
END $$;
`;

export const PROJECTIONS = `
CREATE TABLE deployment_status (
  deployment_id uuid PRIMARY KEY,
  version int NOT NULL,
  site text NOT NULL,
  brand text NOT NULL,
  post_id bigint NOT NULL,
  post_uid text NOT NULL,
  title text NOT NULL,
  status text NOT NULL,
  step text,
  due_id int,
  due_at timestamptz,
  held text,
  failed boolean NOT NULL,
  send_at timestamptz,
  track_id text,
  wake_at timestamptz,
  wake_key text,
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX ON deployment_status (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX ON deployment_status (site, post_id);
CREATE INDEX ON deployment_status (created_at, deployment_id);

CREATE TABLE brand_status (
  brand text PRIMARY KEY,
  version int NOT NULL,
  held boolean NOT NULL,
  reason text,
  words text,
  probes int NOT NULL,
  probe_at timestamptz,
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
`;

export const SNAPSHOTS = `
CREATE TABLE snapshot (
  site text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('content', 'settings')),
  hash text NOT NULL,
  body jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (site, kind, hash)
);

CREATE TABLE webhook_receipt (
  site text NOT NULL,
  webhook_id text NOT NULL,
  body_hash text NOT NULL,
  status_code int NOT NULL,
  answer jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT webhook_receipt_key PRIMARY KEY (site, webhook_id)
);
CREATE INDEX ON webhook_receipt (recorded_at);
`;

export const BOOKKEEPING = `
CREATE TABLE tick (
  deployment_id uuid PRIMARY KEY,
  wake_key text NOT NULL,
  n int NOT NULL,
  sent_at timestamptz NOT NULL,
  not_before timestamptz NOT NULL,
  deliveries int NOT NULL,
  parked_reason text
);

CREATE TABLE brand_probe (
  brand text PRIMARY KEY,
  claimed_until timestamptz NOT NULL
);

CREATE TABLE transport (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  name text NOT NULL
);
`;
