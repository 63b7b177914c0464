import type { Status } from '../api/types.js';
import { dateTime } from './time.js';

export type Row = { name: string; wanted: string; achieved: string; isSame: boolean };

const NOTHING = '–';

/** The editor's wanted state beside Omeda's. */
export function comparedRows(status: Status, zone: string): Row[] {
  const { wanted, achieved } = status;
  return [
    row('Name', wanted.name, achieved?.name),
    row('Deployment type', wanted.omedaTypeId, achieved?.omedaTypeId),
    row('Audience', wanted.audienceQuery, achieved?.audience?.query),
    contentRow(status),
    testRow(status),
    timeRow(status, zone),
  ];
}

type Value = string | number | null | undefined;

function row(name: string, wanted: Value, achieved: Value): Row {
  const [one, other] = [String(wanted ?? NOTHING), String(achieved ?? NOTHING)];
  return { name, wanted: one, achieved: other, isSame: one === other };
}

function contentRow({ wanted, achieved }: Status): Row {
  const ours = wanted.contentHash === null ? null : `revision ${wanted.revision}`;
  const theirs = achieved?.contentRevision ? `revision ${achieved.contentRevision}` : null;
  const isSame = wanted.contentHash === (achieved?.contentHash ?? null);
  return { ...row('Content', ours, theirs), isSame };
}

function testRow({ wanted, achieved }: Status): Row {
  const ours = wanted.contentHash === null ? null : 'of this content';
  const theirs = achieved?.testedHash ? `${achieved.testsSent} sent` : null;
  return {
    ...row('Test', ours, theirs),
    isSame: wanted.contentHash === (achieved?.testedHash ?? null),
  };
}

function timeRow({ wanted, achieved }: Status, zone: string): Row {
  const time = (at: string | null | undefined) => (at ? dateTime(new Date(at), zone) : null);
  const sent = achieved?.sent;
  if (sent) {
    const compared = row('Send time', time(wanted.sendAt), `sent ${time(sent.sentAt)}`);
    return { ...compared, isSame: true };
  }
  return row('Send time', time(wanted.sendAt), time(achieved?.scheduled?.sendAt));
}
