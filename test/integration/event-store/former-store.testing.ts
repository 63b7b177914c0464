import { dataSourceOptions } from '#event-store';
import { DataSource } from 'typeorm';
import { type TestDatabase, createEmptyDatabase } from '../../setup/database.js';

/** A store as it was before a migration, and then after it. */
export class FormerStore {
  private constructor(
    readonly database: TestDatabase,
    private readonly options: ReturnType<typeof dataSourceOptions>,
    private readonly index: number,
    public source: DataSource,
  ) {}

  /** @throws Error if there is no such migration. */
  static async before(migration: string): Promise<FormerStore> {
    const database = await createEmptyDatabase();
    const options = dataSourceOptions({ databaseUrl: database.url });
    const index = options.migrations.findIndex(({ name }) => name === migration);
    if (index < 0) throw new Error(`There is no migration ${migration}.`);
    const store = new FormerStore(database, options, index, new DataSource(options));
    await store.migrateTo(index);
    return store;
  }

  /** This migration, and no later one. */
  upgradeByOne(): Promise<void> {
    return this.migrateTo(this.index + 1);
  }

  /** All migrations of this release. */
  upgrade(): Promise<void> {
    return this.migrateTo(this.options.migrations.length);
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
    await this.database.drop();
  }

  private async migrateTo(count: number): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
    const migrations = this.options.migrations.slice(0, count);
    this.source = await new DataSource({ ...this.options, migrations }).initialize();
    await this.source.runMigrations();
  }
}
