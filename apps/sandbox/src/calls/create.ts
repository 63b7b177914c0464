import { parseCentralDate, toCentralDate } from '../model/central.js';
import type { Deployment, Tester } from '../model/deployment.js';
import { refuse } from '../model/refusal.js';
import type { Answer, Body, CallContext } from './call.js';
import {
  checkEditable,
  checkLength,
  findDeployment,
  isEmpty,
  note,
  requireFields,
  textOf,
} from './checks.js';

const ALWAYS = ['OwnerUserId', 'TrackOpens', 'TrackLinks'];
const FLAGS = ['TrackOpens', 'TrackLinks', 'ReloadOnqQueryBeforeFinalDeployment'];

const WIRE_NAMES: Record<keyof ReturnType<typeof describe>, string> = {
  name: 'DeploymentName',
  typeId: 'DeploymentTypeId',
  campaignId: 'CampaignId',
  notes: 'Notes',
  ownerUserId: 'OwnerUserId',
  approverUserId: 'FinalApproverUserId',
  testers: 'Testers',
  requestedDate: 'DeploymentDate',
};

/** `POST omail/deployment/*`. The same request twice makes two deployments. */
export function create(context: CallContext): Answer {
  const { body, world, brand } = context;
  if (!isEmpty(body['TrackId'])) {
    refuse(`'TrackId' is not a valid field when creating a deployment. It will be auto-generated.`);
  }
  requireFields(body, 'DeploymentName', 'DeploymentDate', 'DeploymentTypeId', 'Splits', ...ALWAYS);
  checkFields(context);
  const nowMs = world.clock.nowMs();
  const number = String(world.next()).padStart(4, '0');
  const day = toCentralDate(nowMs).slice(2, 10).replaceAll('-', '');
  const trackId = `${brand.abbreviation}${day}${number}`;
  const deployment: Deployment = {
    trackId,
    brand: brand.abbreviation,
    createdMs: nowMs,
    createdBy: textOf(body, 'OwnerUserId'),
    status: 'New',
    removedLists: [],
    contentVersion: 0,
    tests: [],
    history: [],
    ...describe(body),
  };
  world.deployments.set(trackId, deployment);
  note(context, deployment, 'Deployment created.');
  return { trackId, did: { name: deployment.name, notes: deployment.notes } };
}

/** `PUT omail/deployment/*`: omitted fields stay. */
export function update(context: CallContext): Answer {
  const { body } = context;
  if (isEmpty(body['TrackId'])) {
    refuse(`A 'TrackId' element is required when making a PUT request to update a deployment.`);
  }
  requireFields(body, ...ALWAYS);
  const deployment = findDeployment(context);
  checkEditable(context, deployment);
  checkFields(context);
  const given = Object.entries(describe(body)).filter(
    ([field]) => body[WIRE_NAMES[field as keyof typeof WIRE_NAMES]] !== undefined,
  );
  Object.assign(deployment, Object.fromEntries(given));
  note(context, deployment, 'Deployment updated.');
  return { trackId: deployment.trackId };
}

function describe(body: Body) {
  return {
    name: textOf(body, 'DeploymentName'),
    typeId: Number(body['DeploymentTypeId'] ?? 0),
    campaignId: textOf(body, 'CampaignId'),
    notes: textOf(body, 'Notes'),
    ownerUserId: textOf(body, 'OwnerUserId'),
    approverUserId: textOf(body, 'FinalApproverUserId') || textOf(body, 'OwnerUserId'),
    testers: testersOf(body),
    requestedDate: textOf(body, 'DeploymentDate'),
  };
}

function testersOf(body: Body): Tester[] {
  return Array.isArray(body['Testers']) ? (body['Testers'] as Tester[]) : [];
}

function checkFields(context: CallContext): void {
  const { body } = context;
  checkLength(body, 'DeploymentName', 80);
  checkLength(body, 'CampaignId', 100);
  checkLength(body, 'BillingCategoryCode', 8);
  if (Number(body['Splits'] ?? 1) > 1) {
    refuse(`The value '${textOf(body, 'Splits')}' for field 'Splits' cannot be greater than 1.`);
  }
  for (const field of FLAGS) checkFlag(body, field);
  checkDate(context);
  checkType(context);
  checkUserField(context, 'OwnerUserId');
  if (!isEmpty(body['FinalApproverUserId'])) checkUserField(context, 'FinalApproverUserId');
  checkTesters(testersOf(body));
}

function checkFlag(body: Body, field: string): void {
  const value = textOf(body, field);
  if (isEmpty(body[field]) || value === '0' || value === '1') return;
  refuse(`The value '${value}' for field '${field}' must be 0 or 1.`);
}

function checkDate({ body, world }: CallContext): void {
  if (isEmpty(body['DeploymentDate'])) return;
  const date = textOf(body, 'DeploymentDate');
  const ms = parseCentralDate(date);
  const fault = `Invalid value '${date}' for field 'DeploymentDate'.`;
  if (ms === undefined) refuse(`${fault} Date format yyyy-MM-dd HH:mm is required.`);
  if (ms <= world.clock.nowMs()) refuse(`${fault} The date must be in the future.`);
}

function checkType({ body, brand }: CallContext): void {
  if (isEmpty(body['DeploymentTypeId'])) return;
  const id = textOf(body, 'DeploymentTypeId');
  const type = brand.types.find((known) => String(known.id) === id);
  const fault = `Invalid value '${id}' submitted for field 'DeploymentTypeId'.`;
  if (!type) refuse(`${fault} The Deployment Type was not found.`);
  if (!type.active) refuse(`${fault} The Deployment Type is not active.`);
}

function checkUserField({ body, brand }: CallContext, field: string): void {
  const id = textOf(body, field);
  const user = brand.users.find((known) => known.id === id);
  if (!user) refuse(`'${field}' ${id} was not found.`);
  if (!user.active) refuse(`'${field}' ${id} is not active.`);
}

function checkTesters(testers: Tester[]): void {
  const seen = new Set<string>();
  for (const tester of testers) {
    checkLength(tester as Body, 'FirstName', 80);
    checkLength(tester as Body, 'LastName', 80);
    checkLength(tester as Body, 'EmailAddress', 255);
    checkFlag(tester as Body, 'ReportRecipient');
    const email = tester.EmailAddress ?? '';
    if (seen.has(email.toLowerCase())) {
      refuse(
        `The Duplicate value '${email}' submitted for Testers array, field 'EmailAddress'. Tester emails must be unique.`,
      );
    }
    seen.add(email.toLowerCase());
  }
}
