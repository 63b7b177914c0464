import { describe, expect, it } from 'vitest';
import type { OutcomeClass } from './omeda-error.js';
import { outcomeOf } from './outcome-table.js';

const EDITED =
  "Deployment 'FOO200300112' has been edited from the Email Builder portal and is not eligible for API access. Last edited by jdoe on 2026-03-01 10:00.";
const CREATED =
  "Deployment 'FOO200300112' was created within the Email Builder portal and is not eligible for API access.";
const LOCKED =
  "Deployment 'FOO200300112' cannot be edited. Sent, Scheduled , Approved, or Cancelled deployments cannot be edited.";
const SCHEDULED =
  "Deployment 'FOO200300112' is currently scheduled for 2026-07-15 10:00. You must first unschedule the deployment if you wish to re-schedule.";
const ASSIGNED =
  "Split 1 already has recipient list 'Daily' assigned on 2026-03-01 10:00. You must first remove 'Daily' before assigning a list to split 1.";

/** Every text that Omeda documents, with the status it comes with. */
const DOCUMENTED: [number, string, OutcomeClass][] = [
  [403, 'The AppId submitted is forbidden access.', 'brand-refused'],
  // Create and update
  [400, "The value 'abc' for field 'Name' exceeded a max length of 80.", 'permanent'],
  [400, "'DeploymentName' is a required field.", 'permanent'],
  [400, "'OwnerUserId' u1 was not found.", 'permanent'],
  [400, "'OwnerUserId' u1 is not active.", 'not-authorized'],
  [400, "'FinalApproverUserId' u1 is not active.", 'not-authorized'],
  [
    400,
    "The Duplicate value 'a@b.example' submitted for Testers array, field 'EmailAddress'. Tester emails must be unique.",
    'permanent',
  ],
  [400, "The value '2' for field 'Splits' cannot be greater than 1.", 'permanent'],
  [400, "The value '7' for field 'TrackLinks' must be 0 or 1.", 'permanent'],
  [
    400,
    "'TrackId' is not a valid field when creating a deployment. It will be auto-generated.",
    'permanent',
  ],
  [
    400,
    "A 'TrackId' element is required when making a PUT request to update a deployment.",
    'permanent',
  ],
  [
    400,
    "Invalid value '2020-01-01 10:00' for field 'DeploymentDate'. The date must be in the future.",
    'not-in-future',
  ],
  [
    400,
    "Invalid value 'x' for field 'DeploymentDate'. Date format yyyy-MM-dd HH:mm is required.",
    'permanent',
  ],
  [
    400,
    "Invalid value '7' submitted for field 'DeploymentTypeId'. The Deployment Type was not found.",
    'permanent',
  ],
  [
    400,
    "Invalid value '9' submitted for field 'DeploymentTypeId'. The Deployment Type is not active.",
    'permanent',
  ],
  [404, "No deployment was found matching trackId 'FOO200300112'.", 'not-found'],
  [400, "No deployment was found matching trackId 'FOO200300112'.", 'not-found'],
  [400, LOCKED, 'not-editable'],
  [403, "OwnerUserId 'u1' is not authorized to edit deployment 'FOO200300112'", 'not-authorized'],
  [400, EDITED, 'managed-in-portal'],
  [400, CREATED, 'managed-in-portal'],
  // Audience
  [400, ASSIGNED, 'already-assigned'],
  [
    400,
    "A recipient list with the name 'Daily' has been used previously for this deployment on 2026-03-01 10:00.",
    'permanent',
  ],
  [400, 'Split 2 does not exist for deployment FOO200300112. It has 1 split.', 'permanent'],
  [404, 'ListId 12345 was not found.', 'not-found'],
  [409, 'File contained no valid recipient records.', 'list-conflict'],
  [
    409,
    "List removed: Audience list 'Daily' was removed by jdoe on 2026-03-01 10:00.",
    'list-conflict',
  ],
  // Content
  [
    400,
    'Invalid xml. Please validate your xml and verify you have used CDATA tags where necessary.',
    'permanent',
  ],
  [400, "The field 'TrackId' is required.", 'permanent'],
  [400, "One of the following fields must be set: 'HtmlContent' or 'TextContent'.", 'permanent'],
  [400, 'TextContent should not contain html.', 'permanent'],
  [400, 'HtmlContent must have open and closed html and body tags.', 'permanent'],
  // Test
  [400, 'There is no final approver assigned to this deployment.', 'permanent'],
  [
    400,
    'Audience list Daily is not valid (recipient upload did not complete).',
    'audience-not-ready',
  ],
  [400, 'From Name is missing from Split 1.', 'permanent'],
  [400, 'There is no Message Body (HTML) on Split 1.', 'permanent'],
  [400, 'There are no splits that are ready or approved for testing.', 'permanent'],
  [400, 'Illegal characters in merge variable name: {unsub_url.', 'permanent'],
  [400, 'Mismatched start/end merge variables delimiters in HTML message on Split 1.', 'permanent'],
  // Schedule, unschedule, cancel
  [400, 'The scheduled date must be in the future.', 'not-in-future'],
  [400, SCHEDULED, 'already-scheduled'],
  [400, "Deployment 'FOO200300112' was sent on 2026-01-15 09:00.", 'sent'],
  [400, "Deployment 'FOO200300112' has been previously cancelled.", 'cancelled'],
  [400, 'There are no recipients specified for this deployment.', 'permanent'],
  [400, 'The e-mail message has been modified.', 'modified'],
  [403, "UserId 'u1' is not authorized to schedule deployment 'FOO200300112'.", 'not-authorized'],
  [400, "Deployment 'FOO200300112' is not currently scheduled.", 'not-scheduled'],
  // Lookup
  [404, 'Could not find deployment matching track Id FOO200300112', 'not-found'],
];

describe('a refusal with a documented text', () => {
  it.each(DOCUMENTED)('%i %s is %s', (status, text, expected) => {
    expect(outcomeOf(status, [text]).class).toBe(expected);
  });

  it.each([
    [SCHEDULED, '2026-07-15T15:00:00.000Z'],
    ["Deployment 'FOO200300112' was sent on 2026-01-15 09:00.", '2026-01-15T15:00:00.000Z'],
  ])('%s carries the instant it names', (text, at) => {
    expect(outcomeOf(400, [text]).at).toBe(at);
  });

  it('has no instant if the text has none that can be read', () => {
    expect(outcomeOf(400, ["Deployment 'FOO1' was sent on Monday."])).toEqual({ class: 'sent' });
  });

  it('is recognized by any of its texts', () => {
    const texts = ["'DeploymentName' is a required field.", CREATED];
    expect(outcomeOf(400, texts).class).toBe('managed-in-portal');
  });

  it('is not mistaken for another because a name quotes it', () => {
    const text = "'OwnerUserId' List removed: was not found.";
    expect(outcomeOf(400, [text]).class).toBe('permanent');
  });
});

describe('a refusal with an unknown text', () => {
  it.each([
    [302, 'transient'],
    [400, 'permanent'],
    [401, 'permanent'],
    [403, 'permanent'],
    [404, 'not-found'],
    [405, 'permanent'],
    [408, 'transient'],
    [409, 'list-conflict'],
    [413, 'permanent'],
    [429, 'transient'],
    [500, 'transient'],
    [503, 'transient'],
    [599, 'transient'],
  ] as const)('with status %i is %s', (status, expected) => {
    expect(outcomeOf(status, ['Something else.']).class).toBe(expected);
    expect(outcomeOf(status, []).class).toBe(expected);
  });
});
