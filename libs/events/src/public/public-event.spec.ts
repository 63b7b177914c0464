import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { PRIVATE_TYPES, SCHEMA_VERSIONS } from '../catalogue.js';
import type { DeploymentEventType } from '../deployment-events.js';
import { PUBLIC_NAMES, PUBLIC_TYPES, routingKeyOf, schemaOf, typeOf } from './index.js';
import { toPublicEvent } from './public-event.js';
import { EPOCH, FIRST, SAMPLES, stored } from './samples.testing.js';

const ajv = addFormats.default(new Ajv({ strict: true, allErrors: true }));
const VALID = { isValid: true, errors: null };
const samples = Object.entries(SAMPLES) as [DeploymentEventType, unknown][];

const publicOf = (type: DeploymentEventType, data: unknown) => {
  const published = toPublicEvent({ event: stored(type, data), first: FIRST, epoch: EPOCH });
  if (!published) throw new Error(`${type} is not told`);
  return published;
};

describe('every stored event type', () => {
  it('is either public or listed as private, and never both', () => {
    const named = [...PUBLIC_TYPES, ...PRIVATE_TYPES].toSorted();
    expect(named).toEqual(Object.keys(SCHEMA_VERSIONS).toSorted());
  });

  it('has a sample here if it is public', () => {
    expect(Object.keys(SAMPLES).toSorted()).toEqual([...PUBLIC_TYPES].toSorted());
  });

  it.each(PRIVATE_TYPES)('%s stays inside', (type) => {
    const event = stored(type as DeploymentEventType, {});
    expect(toPublicEvent({ event, first: FIRST, epoch: EPOCH })).toBeUndefined();
  });

  it('DeploymentResumed stays inside if the newsletter is still held', () => {
    const event = stored('DeploymentResumed', { because: 'person', stillHeld: true });
    expect(toPublicEvent({ event, first: FIRST, epoch: EPOCH })).toBeUndefined();
  });
});

describe('a public event', () => {
  it('is a CloudEvent with site, newsletter and position', () => {
    const trackId = 'FOO250101001';
    expect(publicOf('DeploymentUnscheduled', { trackId })).toEqual({
      routingKey: 'deployment.unscheduled',
      event: {
        specversion: '1.0',
        id: '0b0c3d5e-66a1-4a6e-9d0a-0d1c2b3a4f5e',
        source: '/sites/magazine',
        type: 'newsletter.deployment.unscheduled.v1',
        subject: '5f0c6f5e-3f7b-5d0e-9d3a-1f2d3c4b5a69',
        time: '2030-01-01T10:00:00.000Z',
        datacontenttype: 'application/json',
        site: 'magazine',
        streamversion: 9,
        epoch: EPOCH,
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        data: { postId: 42, trackId },
      },
    });
  });

  it.each(samples)('%s is valid by its schema, with no additional field', (type, data) => {
    const { routingKey, event, fault } = publicOf(type, data);
    expect(fault).toBeUndefined();
    const name = PUBLIC_NAMES.find((known) => typeOf(known) === event.type);
    if (!name) throw new Error(`${event.type} has no schema`);
    const schema = schemaOf(name);
    const validate = ajv.compile(schema);
    expect({ isValid: validate(event), errors: validate.errors }).toEqual(VALID);
    expect(routingKey).toBe(routingKeyOf(name));
    expect(Object.keys(event)).toEqual(Object.keys(schema.properties));
    expect(Object.keys(event.data)).toEqual(Object.keys(schema.properties.data.properties));
  });

  it.each(samples)('%s reveals no address, no actor and no settings', (type, data) => {
    const text = JSON.stringify(publicOf(type, data));
    expect(text).not.toMatch(/@|Ada|settings|detailsHash/);
  });
});

describe('an event that violates its schema', () => {
  it.each([
    ['DeploymentSent', { trackId: 'FOO1', sentAt: '' }, 'sentAt'],
    ['DeploymentSent', { sentAt: '2030-01-01T12:00:00.000Z' }, 'trackId'],
    ['DeploymentHeld', { by: 'nobody', reason: 'x' }, '/data/by'],
  ] as const)('names its fault: %s %j', (type, data, field) => {
    expect(publicOf(type, data).fault).toContain(field);
  });
});

describe('a schema', () => {
  it.each(PUBLIC_NAMES)('of %s refuses an event of another type and one without data', (name) => {
    const validate = ajv.compile(schemaOf(name));
    expect(validate({ ...publicOf('PostRestored', {}).event, type: 'another' })).toBe(false);
    expect(validate({ ...publicOf('PostRestored', {}).event, type: typeOf(name), data: {} })).toBe(
      false,
    );
  });
});
