/**
 * Each number matches in one way only: a pattern with two ways takes time that grows with the square of the
 * input, and with a higher power if nested in another one.
 */
export const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)`;

export const ZERO = /^(?:0+(?:\.0*)?|\.0+)(?:px|r?em|pt|%)?$/;
