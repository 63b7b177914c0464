import type { DeploymentEventMap, Notice, WithdrawnReason } from '#events';
import { ceilToMinute } from '../instant.js';
import { isIncomplete } from '../next/conditions.js';
import type { Deployment, Intent } from '../state.js';
import { soughtBy } from './at-omeda.js';
import { type Evolvers, without } from './evolvers.js';
import { withdrawnSince } from './withdrawn-since.js';
import { inDoubtOfNextGeneration } from './in-doubt.js';
import { NOTICES } from '../words.js';

const INTENT_AFTER: Record<WithdrawnReason, Intent> = {
  unpublished: 'draft',
  'type-removed': 'draft',
  trashed: 'trashed',
  deleted: 'deleted',
  'cancelled-by-person': 'cancelled',
};

/** An archived post is no draft because its type was removed: it would then be created at Omeda. */
function intentAfter({ intent, omeda }: Deployment, reason: WithdrawnReason): Intent {
  const staysShown = reason === 'type-removed' && intent === 'archive' && !omeda;
  return staysShown ? 'archive' : INTENT_AFTER[reason];
}

const TOO_LATE: Notice = { code: 'too-late', words: NOTICES.tooLate };
const TAKEN_BACK = ['takenBack', 'withdrawnAt'] as const;

function withNotice(state: Deployment, notice: Notice): Deployment {
  const others = state.notices.filter(
    ({ code, field }) => code !== notice.code || field !== notice.field,
  );
  return { ...state, notices: [...others, notice] };
}

/** What a changed wish makes obsolete: it revives what had failed. */
function revived(state: Deployment): Deployment {
  return without(state, 'failed', 'erred');
}

/** What could not be sent so far kept nobody waiting. */
function canBeSent(state: Deployment): boolean {
  return (state.omeda ?? state.content) !== undefined && !isIncomplete(state);
}

/** It should no longer go out, and nothing is under way for it. */
function withoutWish(state: Deployment): Deployment {
  const wish = ['consent', 'sendAt', 'sendAtBy', 'sendAskedAt', 'testRequested', 'syncAt'] as const;
  return without(revived(state), ...wish, 'takenBack');
}

/** An unpublish and the trash use up a consent; a type that is restored finds it again. */
function usedUp({ consent, usedConsentIds }: Deployment, reason: WithdrawnReason) {
  const isUsedUp = consent && reason !== 'type-removed';
  return { usedConsentIds: isUsedUp ? [...usedConsentIds, consent.id] : usedConsentIds };
}

/** Only a public post's date counts: WordPress gives drafts dates of their own. */
function postDateOf({ postStatus, postDate }: DeploymentEventMap['PostReceived']) {
  const isPublic = postStatus === 'publish' || postStatus === 'future';
  return isPublic && postDate ? { postDate: ceilToMinute(postDate) } : {};
}

/** Content, publishing and withdrawal: what the editor wants. */
export const wanted: Evolvers<
  | 'PostReceived'
  | 'ContentChanged'
  | 'ChangedTooLate'
  | 'ArchivePostSeen'
  | 'AdoptionRequested'
  | 'AdoptionSought'
  | 'PublishRequested'
  | 'ConsentWithdrawn'
  | 'Withdrawn'
  | 'PostRestored'
  | 'GenerationStarted'
  | 'SettingLocked'
> = {
  PostReceived(state, data, at) {
    if (data.stale) return state;
    const seen = {
      ...state,
      sequence: Math.max(state.sequence, data.sequence),
      postStatus: data.postStatus,
      title: data.title,
    };
    return data.ignored ? seen : { ...seen, ...postDateOf(data), savedAt: at };
  },

  ContentChanged(state, content, at) {
    const omeda = state.omeda && { ...state.omeda, modifiedRefusals: 0 };
    return {
      ...revived(state),
      content,
      revision: content.revision,
      changedAt: at,
      firstUnsentAt: canBeSent(state) ? (state.firstUnsentAt ?? at) : at,
      ...(omeda ? { omeda } : {}),
    };
  },

  ChangedTooLate: (state, { revision }) =>
    withNotice({ ...state, tooLateRevision: revision }, TOO_LATE),

  ArchivePostSeen: (state) => ({
    ...state,
    intent: 'archive',
    ...(state.omeda ? { takenBack: true } : {}),
  }),

  AdoptionRequested: (state, { trackId }) => ({ ...state, adoptTrackId: trackId }),

  AdoptionSought: (state, { unconsented }, at) => ({
    ...state,
    sought: { at, isDue: true, ...(unconsented ? { unconsented } : {}) },
  }),

  PublishRequested(state, { sendAt, sendAtBy, consent }, at) {
    const omeda = state.omeda && { ...state.omeda };
    delete omeda?.scheduleAtSendTime;
    return {
      // Its create will search.
      ...soughtBy(without(revived(state), 'unscheduleRequested', 'drift', ...TAKEN_BACK)),
      ...(omeda ? { omeda } : {}),
      ...(consent ? { consent } : {}),
      intent: 'publish',
      sendAt,
      sendAtBy,
      sendAskedAt: at,
      ...(sendAtBy === 'post-date' ? { postDate: sendAt } : {}),
      askedAt: at,
    };
  },

  ConsentWithdrawn: (state, _data, at) => ({
    ...withoutWish(state),
    ...withdrawnSince(state, at),
    intent: 'archive',
    takenBack: true,
    askedAt: at,
  }),

  Withdrawn(state, { reason }, at) {
    const base = {
      ...withoutWish(state),
      ...usedUp(state, reason),
      ...withdrawnSince(state, at),
    };
    const kept = reason === 'type-removed' ? without(base, 'content') : base;
    return { ...kept, intent: intentAfter(state, reason), askedAt: at };
  },

  PostRestored: (state, _data, at) => ({ ...revived(state), intent: 'draft', askedAt: at }),

  GenerationStarted(state, { generation }, at) {
    const fresh = without(
      revived(state),
      'omeda',
      'unresolved',
      'createRepeated',
      'lastOutcomeAt',
      'lastOutcome',
      'adoptTrackId',
      'inDoubt',
      'drift',
      'withdrawnAt',
    );
    return { ...fresh, ...inDoubtOfNextGeneration(state), generation, firstUnsentAt: at };
  },

  SettingLocked: (state, locked) =>
    withNotice(state, {
      code: 'setting-locked',
      field: locked.field,
      words: NOTICES.settingLocked(locked),
    }),
};
