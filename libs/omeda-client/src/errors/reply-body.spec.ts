import { describe, expect, it } from 'vitest';
import { errorTexts, readBody } from './reply-body.js';

const errors = (type: string, body: string) => errorTexts(readBody(type, body));

describe('an error body', () => {
  it.each([
    ['JSON', 'application/json', '{"SubmissionId":"1","Errors":[{"Error":"a"},{"Error":"b"}]}'],
    ['JSON with bare texts', 'application/json;charset=UTF-8', '{"Errors":["a","b"]}'],
    [
      'XML',
      'application/xml; charset=UTF-8',
      '<ResponseInfo><SubmissionId>1</SubmissionId><Errors><Error>a</Error><Error>b</Error></Errors></ResponseInfo>',
    ],
    ['XML of another name', 'text/xml', '<R><Errors><Error>a</Error><Error>b</Error></Errors></R>'],
    ['no declared type', '', '{"Errors":[{"Error":"a"},{"Error":"b"}]}'],
  ])('in %s gives its texts', (_form, type, body) => {
    expect(errors(type, body)).toEqual(['a', 'b']);
  });

  it('in plain text is one text', () => {
    expect(errors('text/plain', 'The AppId submitted is\n forbidden access.')).toEqual([
      'The AppId submitted is forbidden access.',
    ]);
  });

  it('in HTML is read without tags, scripts and styles', () => {
    const page =
      '<html><head><style>p{}</style><title>502</title></head><body><script>x()</script><h1>Bad Gateway</h1></body></html>';
    expect(errors('text/html; charset=utf-8', page)).toEqual(['502 Bad Gateway']);
  });

  it('has a single error of XML, with its entities, as text', () => {
    const body = '<R><Errors><Error>No &#39;a&#39; &amp; &apos;b&apos;</Error></Errors></R>';
    expect(errors('application/xml', body)).toEqual(["No 'a' & 'b'"]);
  });

  it('that is not what it declares is read as text', () => {
    expect(errors('application/json', 'Service Unavailable')).toEqual(['Service Unavailable']);
    expect(errors('application/xml', '<p>Service <b>Unavailable')).toEqual(['Service Unavailable']);
  });

  it('is shortened to a sentence, whatever its length', () => {
    expect(errors('text/plain', 'x'.repeat(10_000))[0]).toHaveLength(500);
  });

  it('without words has no texts', () => {
    expect(errors('application/json', '{}')).toEqual([]);
    expect(errors('text/plain', '')).toEqual([]);
  });
});

describe('a success', () => {
  it.each([
    ['wrapped', '{"ResponseInfo":[{"TrackId":"FOO1"}]}'],
    ['wrapped without a list', '{"ResponseInfo":{"TrackId":"FOO1"}}'],
    ['at the top level', '{"TrackId":"FOO1"}'],
  ])('has its fields when they are %s', (_shape, body) => {
    expect(readBody('application/json', body).fields).toMatchObject({ TrackId: 'FOO1' });
  });

  it('in XML keeps an id of digits as text', () => {
    const body = '<?xml version="1.0"?><ResponseInfo><TrackId>0042</TrackId></ResponseInfo>';
    expect(readBody('application/xml', body).fields?.['TrackId']).toBe('0042');
  });
});
