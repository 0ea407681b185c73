import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { migrate, migrations } from '#main/db/migrate.ts'
import { openDatabase } from '#main/db/open-workspace.ts'
import { WriteGate } from '#main/db/write-gate.ts'
import { backUpBeforeMigration } from '#main/features/backups/backups.service.ts'
import { systemClock } from '#main/platform/clock.ts'
import { workspaceLayout } from '#main/platform/workspace-layout.ts'

/**
 * The process that is killed while it migrates: opens a workspace of the schema of today and takes
 * it one invented step further, the way opening does, with the backup first.
 */
export interface MigratorInput {
  readonly folder: string
  readonly workerFile: string
}

/** A step that rewrites a table, fills a new one and drops an index. */
export const inventedStep = {
  version: migrations.length + 1,
  additive: true,
  sql: `
    create table invented(id integer primary key, name text not null, size integer not null) strict;
    insert into invented(id, name, size) select id, display_name, length(display_name) from contacts;
    alter table contacts add column invented text;
    drop trigger if exists invented_trigger;
    update contacts set invented = upper(display_name);
    create index contacts_invented on contacts(invented, id);
    drop index contacts_by_source;
  `,
}

if (import.meta.main || process.argv[2] !== undefined) {
  // The suite passes exactly this.
  const { folder, workerFile } = JSON.parse(process.argv[2] ?? '{}') as MigratorInput
  const layout = workspaceLayout(join(folder, 'workspace'))
  const database = openDatabase({ file: layout.database })
  writeSync(1, '{"type":"ready"}\n')
  await migrate({
    database,
    beforeMigration: () =>
      backUpBeforeMigration({ workerFile, layout, clock: systemClock, gate: new WriteGate() }),
    steps: [...migrations, inventedStep],
  })
  writeSync(1, '{"type":"ack"}\n')
  database.close()
}
