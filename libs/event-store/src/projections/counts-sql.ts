/** Row by row, since most updates of a row do not change its status: then nothing is called. */
export const countedBy = (table: string): string => `
CREATE TRIGGER counted AFTER INSERT OR DELETE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION count_deployment();
CREATE TRIGGER recounted AFTER UPDATE ON ${table}
  FOR EACH ROW WHEN ((OLD.brand, OLD.status) IS DISTINCT FROM (NEW.brand, NEW.status))
  EXECUTE FUNCTION count_deployment()`;

/** Newsletters of each brand by status. */
export const COUNTS_OF = (table: string): string =>
  `SELECT brand, status, count(*)::int AS count FROM ${table} GROUP BY brand, status`;

/** Counts by brand and status, kept by triggers: counting a million newsletters takes a second. */
export const COUNTING = [
  `CREATE TABLE deployment_count (
  brand text NOT NULL,
  status text NOT NULL,
  count int NOT NULL,
  PRIMARY KEY (brand, status)
) WITH (fillfactor = 50)`,
  `CREATE FUNCTION count_deployment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE deployment_count SET count = count - 1 WHERE brand = OLD.brand AND status = OLD.status;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO deployment_count AS known (brand, status, count) VALUES (NEW.brand, NEW.status, 1)
      ON CONFLICT (brand, status) DO UPDATE SET count = known.count + 1;
  END IF;
  RETURN NULL;
END $$`,
  // Triggers first: their lock keeps others from writing, so that nothing changes uncounted in between.
  countedBy('deployment_status'),
  `INSERT INTO deployment_count (brand, status, count) ${COUNTS_OF('deployment_status')}`,
];
