/**
 * Each number can be read in one way only: a pattern with two ways takes time that grows with the square of what
 * a post says, and repeated within another one with its power.
 */
export const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)`;

export const ZERO = /^(?:0+(?:\.0*)?|\.0+)(?:px|r?em|pt|%)?$/;
