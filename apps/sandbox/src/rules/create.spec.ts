import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BareHttp } from '../bare-http.testing.js';
import { type Sandbox, startSandbox } from '../start-sandbox.js';
import { LOCKED, NOW, STRANGER, UNKNOWN, itRefuses, texts } from './rules.testing.js';

let sandbox: Sandbox;
let http: BareHttp;

beforeAll(async () => {
  sandbox = await startSandbox();
  http = new BareHttp(sandbox);
});
beforeEach(() => sandbox.world.clock.set(NOW));
afterAll(() => sandbox.close());

describe('create refuses', () => {
  const long = 'x'.repeat(81);
  const testers = (...emails: string[]) => ({
    Testers: emails.map((EmailAddress) => ({ EmailAddress })),
  });
  itRefuses([
    [
      `The value '${long}' for field 'DeploymentName' exceeded a max length of 80.`,
      400,
      () => http.create({ DeploymentName: long }),
    ],
    [
      `The value '${'x'.repeat(101)}' for field 'CampaignId' exceeded a max length of 100.`,
      400,
      () => http.create({ CampaignId: 'x'.repeat(101) }),
    ],
    ["'DeploymentName' is a required field.", 400, () => http.create({ DeploymentName: '' })],
    ["'DeploymentDate' is a required field.", 400, () => http.create({ DeploymentDate: '' })],
    ["'DeploymentTypeId' is a required field.", 400, () => http.create({ DeploymentTypeId: null })],
    ["'OwnerUserId' is a required field.", 400, () => http.create({ OwnerUserId: '' })],
    ["'Splits' is a required field.", 400, () => http.create({ Splits: null })],
    ["'TrackLinks' is a required field.", 400, () => http.create({ TrackLinks: null })],
    ["'OwnerUserId' stranger was not found.", 400, () => http.create({ OwnerUserId: STRANGER })],
    [
      "'FinalApproverUserId' stranger was not found.",
      400,
      () => http.create({ FinalApproverUserId: STRANGER }),
    ],
    [
      "The Duplicate value 'A@b.example' submitted for Testers array, field 'EmailAddress'. Tester emails must be unique.",
      400,
      () => http.create(testers('a@b.example', 'A@b.example')),
    ],
    [
      "The value '2' for field 'Splits' cannot be greater than 1.",
      400,
      () => http.create({ Splits: 2 }),
    ],
    [
      "The value '7' for field 'TrackLinks' must be 0 or 1.",
      400,
      () => http.create({ TrackLinks: 7 }),
    ],
    [
      "'TrackId' is not a valid field when creating a deployment. It will be auto-generated.",
      400,
      () => http.create({ TrackId: 'DEMO1' }),
    ],
    [
      "Invalid value '2026-07-15 07:00' for field 'DeploymentDate'. The date must be in the future.",
      400,
      () => http.create({ DeploymentDate: '2026-07-15 07:00' }),
    ],
    [
      "Invalid value '2026-07-20T10:00:00Z' for field 'DeploymentDate'. Date format yyyy-MM-dd HH:mm is required.",
      400,
      () => http.create({ DeploymentDate: '2026-07-20T10:00:00Z' }),
    ],
    [
      "Invalid value '7' submitted for field 'DeploymentTypeId'. The Deployment Type was not found.",
      400,
      () => http.create({ DeploymentTypeId: 7 }),
    ],
    [
      "Invalid value '9' submitted for field 'DeploymentTypeId'. The Deployment Type is not active.",
      400,
      () => http.create({ DeploymentTypeId: 9 }),
    ],
  ]);

  it('an owner whose account is not active', async () => {
    const users = sandbox.world.brands.get('DEMO')?.users ?? [];
    for (const user of users) user.active = false;
    const answer = await http.create();
    for (const user of users) user.active = true;
    expect(texts(answer)).toEqual(["'OwnerUserId' owner is not active."]);
  });

  it('nothing about a date that is future in Chicago and past in UTC terms', async () => {
    const answer = await http.create({ DeploymentDate: '2026-07-15 07:01' });
    expect(answer.status).toBe(200);
  });
});

describe('update refuses', () => {
  itRefuses([
    [
      "A 'TrackId' element is required when making a PUT request to update a deployment.",
      400,
      () => http.update({}),
    ],
    [UNKNOWN, 404, () => http.update({ TrackId: 'NONE1' })],
    [LOCKED, 400, async () => http.update({ TrackId: await http.scheduled() })],
    [
      "OwnerUserId 'stranger' is not authorized to edit deployment '#'",
      403,
      async () => http.update({ TrackId: await http.created(), OwnerUserId: STRANGER }),
    ],
  ]);

  it('nothing that is valid, and leaves what it does not name', async () => {
    const Testers = [{ EmailAddress: 'a@b.example', ReportRecipient: 1 }];
    const TrackId = await http.created({ Testers, CampaignId: 'c1' });
    const answer = await http.update({ TrackId, DeploymentName: 'Evening' });
    expect(answer.status).toBe(200);
    expect(JSON.parse((await http.get(`lookup/${TrackId}`)).text)).toMatchObject({
      DeploymentName: 'Evening',
      CampaignId: 'c1',
      Notes: 'marker',
      FinalApproverUserId: 'approver',
      Testers,
    });
  });
});
