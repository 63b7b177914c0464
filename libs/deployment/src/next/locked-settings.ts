import type { DeploymentEvent, DeploymentEventMap } from '#events';
import type { AtOmeda, Audience, Content, Deployment } from '../state.js';

type Locked = DeploymentEventMap['SettingLocked'];
type Settings = Pick<Content, Locked['field']>;

type AtOmedaNow = Pick<Partial<AtOmeda>, 'omedaTypeId'> & {
  audience?: Pick<Audience, 'query' | 'criteria'>;
};

/** What cannot change at Omeda once it is there, and differs from what is wanted. */
export function lockedSettings(omeda: AtOmedaNow | undefined, asked: Settings): Locked[] {
  const { omedaTypeId, audience } = omeda ?? {};
  const kept: Partial<Record<Locked['field'], string | number>> = {
    ...(omedaTypeId === undefined ? {} : { omedaTypeId }),
    ...(audience ? { audienceQuery: audience.query } : {}),
    ...(audience?.criteria === undefined ? {} : { outputCriteria: audience.criteria }),
  };
  return (Object.keys(kept) as Locked['field'][])
    .filter((field) => kept[field] !== valueOf(asked, field))
    .map((field) => ({ field, kept: words(kept[field]), asked: words(valueOf(asked, field)) }));
}

/** Of what a call has brought to Omeda: the deployment type may have changed during the call. */
export function changedMeanwhile({ content }: Deployment, brought: AtOmedaNow): DeploymentEvent[] {
  if (!content) return [];
  return lockedSettings(brought, content).map((data) => ({ type: 'SettingLocked', data }));
}

/** Unknown criteria count as empty. */
function valueOf(asked: Settings, field: Locked['field']): string | number | undefined {
  return field === 'outputCriteria' ? (asked[field] ?? '') : asked[field];
}

function words(value: string | number | undefined): string {
  return value === undefined || value === '' ? 'none' : String(value);
}
