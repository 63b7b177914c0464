export async function startPostgres(_o: { dataDir: string }): Promise<{ url: string; version: string; stop(): Promise<void> }> { throw new Error('stub'); }
