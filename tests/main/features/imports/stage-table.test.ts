import { existsSync } from 'node:fs'
import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import type { StartHelper } from '#main/platform/helper-protocol.ts'
import { createHelpers } from '#main/platform/helper-thread.ts'
import { JobCancelled, type JobControls } from '#main/platform/job-protocol.ts'
import { workerFile } from '#tests/support/application.ts'
import { generateCsv } from '#tests/support/generate-contacts.ts'
import { ImportRuns, type TestPlan } from '#tests/support/import-runs.ts'

const startHelper = createHelpers(workerFile())
/** Large enough for two threads. */
const rows = 10_000
const large = [...generateCsv({ rows, seed: 4 })].join('')

const opened: ImportRuns[] = []
const open = async (start?: StartHelper): Promise<ImportRuns> => {
  const runs = await ImportRuns.open(start)
  opened.push(runs)
  return runs
}

afterEach(() => {
  for (const runs of opened.splice(0)) runs.close()
})

/** Counts which helpers are started. */
const counted = () => {
  const kinds: string[] = []
  return {
    kinds,
    start: (kind: string) => {
      kinds.push(kind)
      return startHelper(kind)
    },
  }
}

/** Everything in the tables of a staging file, but for where its file lies. */
const staged = ({ stage }: TestPlan): Record<string, unknown[]> => {
  const database = new DatabaseConstructor(stage, { readonly: true })
  const tables = database
    .prepare<[], string>(`select name from sqlite_schema where type = 'table'`)
    .pluck()
    .all()
    .filter((table) => table.startsWith('import_') && table !== 'import_facts')
  const found = tables.map((table) => [table, database.prepare(`select * from ${table}`).all()])
  database.close()
  return Object.fromEntries(found)
}

const watch = (checkpoint: () => void): JobControls => ({
  progress: () => undefined,
  checkpoint,
  withGate: async (work) => work(),
  committed: () => undefined,
})

describe('staging a large file', () => {
  it('finds the same with a thread for reading and without', async () => {
    const { kinds, start } = counted()
    const apart = await (await open(start)).plan(large)
    const alone = await (await open()).plan(large)
    expect(kinds).toEqual(['imports.readRows'])
    expect(apart.counts.rows).toBe(rows)
    expect(apart.counts).toEqual(alone.counts)
    expect(staged(apart)).toEqual(staged(alone))
  })

  it('needs one thread for a small file', async () => {
    const { kinds, start } = counted()
    const { counts } = await (await open(start)).plan(large.slice(0, 200_000))
    expect(kinds).toEqual([])
    expect(counts.rows).toBeGreaterThan(1000)
  })

  it('stops while rows are under way, and leaves nothing behind', async () => {
    const runs = await open(startHelper)
    let checked = 0
    const stop = watch(() => {
      checked += 1
      if (checked === 3) throw new JobCancelled()
    })
    await expect(runs.plan(large, {}, { watch: stop })).rejects.toThrow(JobCancelled)
    expect(checked).toBe(3)
    expect(existsSync(join(runs.layout.temporary, '1.stage'))).toBe(false)
  })

  it('fails when the reading thread does, and leaves nothing behind', async () => {
    const runs = await open(() => startHelper('imports.unknown'))
    await expect(runs.plan(large)).rejects.toThrow('unknown helper imports.unknown')
    expect(existsSync(join(runs.layout.temporary, '1.stage'))).toBe(false)
  })

  it('fails when the reading thread ends by itself, and leaves nothing behind', async () => {
    const runs = await open((kind) => {
      const helper = startHelper(kind)
      const ask: typeof helper.ask = (message, onAnswer) =>
        helper.ask(message, (answer) => {
          onAnswer?.(answer)
          void helper.end()
        })
      return { ...helper, ask }
    })
    await expect(runs.plan(large)).rejects.toThrow('a helper ended with 1')
    expect(existsSync(join(runs.layout.temporary, '1.stage'))).toBe(false)
  })
})
