/** Where a page of what is parked ended: it is listed by when it was parked, then by its id. */
export type ParkedPlace = { at: string; id: string };

export const FIRST_PLACE: ParkedPlace = { at: '-infinity', id: '' };
