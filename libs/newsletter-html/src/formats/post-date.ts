import { localTime } from '#deployment';

/** By suffix of `{post_date…}`: PHP's date letters of that name, in luxon's. */
const PARTS = {
  '': 'yyyy-MM-dd',
  _Y: 'yyyy',
  _y: 'yy',
  _m: 'MM',
  _d: 'dd',
  _ymd: 'yyMMdd',
  _F: 'MMMM',
  _M: 'MMM',
  _j: 'd',
  _n: 'M',
} as const;

/** The variables of a date: `post_date`, `post_date_Y` …, in the site's zone, in English as PHP's. */
export function dateVariables(date: string, timeZone: string): Record<string, () => string> {
  const value = (format: string) => () => {
    const local = localTime(date, timeZone);
    return local.isValid ? local.toFormat(format) : '';
  };
  const entries = Object.entries(PARTS).map(([suffix, format]) => {
    return [`post_date${suffix}`, value(format)] as const;
  });
  return Object.fromEntries(entries);
}
