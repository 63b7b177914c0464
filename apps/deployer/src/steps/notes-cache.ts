import { OmedaError, type OmedaClient } from '#omeda-client';

/** Several hundred newsletters a day for a month; a trackId and a marker each. */
const KEPT = 10_000;

/**
 * Notes of deployments, by trackId: they do not change once written, and a search does not return
 * them. Each is looked up once per process.
 */
export class NotesCache {
  private readonly notes = new Map<string, string>();

  has(trackId: string): boolean {
    return this.notes.has(trackId);
  }

  /** Undefined for one that a lookup does not find yet. @throws OmedaError */
  async read(client: OmedaClient, trackId: string): Promise<string | undefined> {
    const known = this.notes.get(trackId);
    if (known !== undefined) return known;
    try {
      const { notes = '' } = await client.lookup(trackId);
      this.keep(trackId, notes);
      return notes;
    } catch (error) {
      if (error instanceof OmedaError && error.class === 'not-found') return undefined;
      throw error;
    }
  }

  keep(trackId: string, notes: string): void {
    const [oldest] = this.notes.keys();
    if (this.notes.size >= KEPT && oldest !== undefined) this.notes.delete(oldest);
    this.notes.set(trackId, notes);
  }
}
