import { LOCKS } from '../leases/locks.js';

/**
 * Appends each item of the batch, or returns why not; items do not affect each other. The feed's
 * lock comes first: appends are serial, their positions have no gaps, and no deadlock is possible.
 * An item: `category`, `streamId`, `expectedVersion`, `at`, `events` and `row` as table rows, and optionally
 * `receipt` and `snapshots` as table rows, with the `site` and `deploymentId` that own these.
 */
export const APPEND_BATCH = `
CREATE FUNCTION append_batch(batch jsonb) RETURNS SETOF jsonb LANGUAGE plpgsql AS $$
DECLARE
  item jsonb;
  received jsonb;
  last bigint;
  last_at timestamptz;
  decided timestamptz;
  version_now int;
  appended int;
BEGIN
  PERFORM pg_advisory_xact_lock(${LOCKS.feed});
  SELECT position, recorded_at INTO last, last_at FROM event
    WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;
  last := coalesce(last, 0);

  FOR item IN SELECT value FROM jsonb_array_elements(batch) LOOP

    -- 1. A request that was answered before keeps its answer.
    IF item ? 'receipt' THEN
      SELECT to_jsonb(receipt) INTO received FROM webhook_receipt AS receipt
        WHERE site = item->'receipt'->>'site' AND webhook_id = item->'receipt'->>'webhook_id';
      IF FOUND THEN
        RETURN NEXT jsonb_build_object('verdict', 'received', 'receipt', received);
        CONTINUE;
      END IF;
    END IF;

    -- 2. Whoever appended since the stream was read was first.
    SELECT version INTO version_now FROM event
      WHERE category = item->>'category' AND stream_id = item->>'streamId'
      ORDER BY version DESC LIMIT 1;
    IF coalesce(version_now, 0) <> (item->>'expectedVersion')::int THEN
      RETURN NEXT '{"verdict": "conflict"}'::jsonb;
      CONTINUE;
    END IF;

    -- 3. An erasure at the same site must not take away what this append names. It is not waited for:
    -- that would hold up everybody.
    IF item ? 'snapshots' AND NOT pg_try_advisory_xact_lock_shared(
      ${LOCKS.snapshots}, hashtext(item->>'site')) THEN
      RETURN NEXT '{"verdict": "busy"}'::jsonb;
      CONTINUE;
    END IF;

    -- 4. Events, in the order of the feed. Recorded times never go back in it, whatever the clock does;
    -- where that makes one later than the time of the decision, that is kept, too.
    decided := item->>'at';
    IF jsonb_array_length(item->'events') > 0 THEN
      last_at := greatest(decided, last_at);
    END IF;
    INSERT INTO event (id, category, stream_id, version, type, schema_version, data, metadata,
        recorded_at, decided_at, position)
      SELECT id, category, stream_id, version, type, schema_version, data, metadata,
        last_at, nullif(decided, last_at), last + place
      FROM ROWS FROM (jsonb_to_recordset(item->'events') AS (id uuid, category text, stream_id text,
        version int, type text, schema_version int, data jsonb, metadata jsonb))
        WITH ORDINALITY AS given (id, category, stream_id, version, type, schema_version, data,
        metadata, place);
    GET DIAGNOSTICS appended = ROW_COUNT;
    last := last + appended;

    -- 5. What they add up to.
    IF item->'row' <> 'null' AND item->>'category' = 'deployment' THEN
      INSERT INTO deployment_status AS status
        SELECT * FROM jsonb_populate_record(NULL::deployment_status, item->'row')
      ON CONFLICT (deployment_id) DO UPDATE SET version = excluded.version, site = excluded.site,
        brand = excluded.brand, post_id = excluded.post_id, post_uid = excluded.post_uid,
        title = excluded.title, status = excluded.status, step = excluded.step,
        due_id = excluded.due_id, due_at = excluded.due_at, held = excluded.held,
        failed = excluded.failed, send_at = excluded.send_at, track_id = excluded.track_id,
        wake_at = excluded.wake_at, wake_key = excluded.wake_key, body = excluded.body,
        updated_at = excluded.updated_at;
    ELSIF item->'row' <> 'null' THEN
      INSERT INTO brand_status AS status
        SELECT * FROM jsonb_populate_record(NULL::brand_status, item->'row')
      ON CONFLICT (brand) DO UPDATE SET version = excluded.version, held = excluded.held,
        reason = excluded.reason, words = excluded.words, probes = excluded.probes,
        probe_at = excluded.probe_at, body = excluded.body, updated_at = excluded.updated_at;
    END IF;

    -- 6. What they name; what an erased deployment is given again is noted, to be erased once more.
    IF item ? 'snapshots' THEN
      INSERT INTO kept_after_erasure (deployment_id, kind, hash)
        SELECT erasure.deployment_id, kind, hash
        FROM jsonb_to_recordset(item->'snapshots') AS given (kind text, hash text), erasure
        WHERE erasure.deployment_id = (item->>'deploymentId')::uuid
      ON CONFLICT DO NOTHING;
      INSERT INTO snapshot (site, kind, hash, body, recorded_at)
        SELECT item->>'site', kind, hash, body, connector_now()
        FROM jsonb_to_recordset(item->'snapshots') AS given (kind text, hash text, body jsonb)
      ON CONFLICT DO NOTHING;
    END IF;

    -- 7. The answer to whoever asks again.
    IF item ? 'receipt' THEN
      INSERT INTO webhook_receipt (site, webhook_id, body_hash, status_code, answer, recorded_at)
        SELECT site, webhook_id, body_hash, status_code, answer, connector_now()
        FROM jsonb_populate_record(NULL::webhook_receipt, item->'receipt');
    END IF;

    RETURN NEXT jsonb_build_object('verdict', 'appended', 'position', last);
  END LOOP;
END $$;
COMMENT ON FUNCTION append_batch IS 'The only way into the event store.';
`;
