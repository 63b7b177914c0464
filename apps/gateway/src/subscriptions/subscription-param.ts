/** A subscription in a path. */
export const SUBSCRIPTION = {
  name: 'subscription',
  description: 'Its ID, as in the list.',
  schema: { type: 'string', format: 'uuid' },
  example: '5d0f7f6e-1c52-4b43-9a5b-6f3f0a1b2c3d',
} as const;
