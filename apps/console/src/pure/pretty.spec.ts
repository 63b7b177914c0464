import { describe, expect, it } from 'vitest';
import { pretty } from './pretty.js';

describe('the body of a request or response', () => {
  it('has a line for each value of JSON', () => {
    expect(pretty('{"a":1,"b":["c"]}')).toBe('{\n  "a": 1,\n  "b": [\n    "c"\n  ]\n}');
  });

  it('has a line for each element of XML, and none for its text', () => {
    const body =
      '<?xml version="1.0"?><Deployment><TrackId>FOO1</TrackId><Empty/>' +
      '<Subject><![CDATA[A <b> & c]]></Subject><D><e>1</e></D></Deployment>';
    expect(pretty(body)).toBe(
      [
        '<?xml version="1.0"?>',
        '<Deployment>',
        '  <TrackId>FOO1</TrackId>',
        '  <Empty/>',
        '  <Subject><![CDATA[A <b> & c]]></Subject>',
        '  <D>',
        '    <e>1</e>',
        '  </D>',
        '</Deployment>',
      ].join('\n'),
    );
  });

  it('stays as it is if it is neither, or was cut', () => {
    expect(pretty('[12,345 characters]')).toBe('[12,345 characters]');
    expect(pretty('{"a":1,"b… [12 more characters]')).toBe('{"a":1,"b… [12 more characters]');
  });
});
