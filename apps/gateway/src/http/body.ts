import { json, raw } from 'express';

/** The longest JSON of a post: PHP writes a character of two or three bytes as `\uXXXX`. */
const JSON_BYTES_PER_BYTE = 3;
/** Room for all that an event holds beside the html. */
const REST_BYTES = 512_000;
const ACTION_BYTES = 16_000;

export function eventLimitBytes(contentLimitBytes: number): number {
  return contentLimitBytes * JSON_BYTES_PER_BYTE + REST_BYTES;
}

/** Keeps the bytes as they came: the signature is over them. */
export function eventBody(contentLimitBytes: number) {
  return raw({ type: () => true, limit: eventLimitBytes(contentLimitBytes), inflate: false });
}

export function actionBody() {
  return json({ limit: ACTION_BYTES, inflate: false });
}
