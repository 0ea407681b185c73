import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { WriteGate } from '#main/db/write-gate.ts'
import { ContentStore } from '#main/features/emails/compose/content-store.ts'
import { StrayFiles } from '#main/features/emails/compose/stray-files.ts'
import { BackgroundThreads } from '#main/platform/background-threads.ts'
import { workspaceLayout } from '#main/platform/workspace-layout.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import {
  openTestApplication,
  type TestApplication,
  workerFile,
} from '#tests/support/application.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let app: TestApplication
let id: EmailId

beforeEach(async () => {
  app = await openTestApplication({ folder: temporaryFolder() })
  id = (await addDraftToBob(app)).id
})
afterEach(() => app.close())

const layout = () => workspaceLayout(app.workspace)
const stored = (): string[] =>
  readdirSync(layout().attachments, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('/'))
    .toSorted()

const attach = async (text: string) => {
  const from = Readable.from([Buffer.from(text)])
  const upload = await app.application.files.receive(from, `${text}.txt`)
  if (!upload.ok) throw new Error(upload.error.code)
  return app.call('emails.attach', { id, file: upload.value.handle })
}

/** A content that no mail came to name, from before this opening. */
const strand = (text: string): string =>
  new ContentStore(layout().attachments).put(Buffer.from(text))

const sweeper = (attachments = new ContentStore(layout().attachments)) => {
  const { clock } = app
  const gate = new WriteGate()
  const threads = new BackgroundThreads({
    workerFile: workerFile(),
    layout: layout(),
    clock,
    gate,
  })
  onTestFinished(() => threads.close())
  const log = { info: () => {}, warn: () => {}, error: () => '' }
  return new StrayFiles({ threads, attachments, isSound: () => true, log })
}

test('what a mail names stays, also where only undo or redo can bring it back', async () => {
  await attach('here')
  const { attachment } = await attach('taken out')
  await app.call('emails.detach', { id, hash: attachment.hash })
  await attach('undone')
  await app.call('history.undoLast', {})
  expect(stored()).toHaveLength(3)
  expect(await sweeper().sweep()).toBe(0)
  await app.call('emails.delete', { id })
  expect(await sweeper().sweep()).toBe(0)
  expect(stored()).toHaveLength(3)
})

test('what no mail came to name goes, and what others put there stays', async () => {
  await attach('here')
  const [part = ''] = readdirSync(layout().attachments)
  const hash = strand('named by nobody')
  const draft = `${hash}.0c7b8cf2-6d6c-4a7e-9a53-0f8f6f1f9d11.tmp`
  writeFileSync(join(layout().attachments, hash.slice(0, 2), draft), 'half of it')
  writeFileSync(join(layout().attachments, part, 'notes.txt'), 'mine')
  expect(await sweeper().sweep()).toBe(2)
  expect(stored().map((name) => name.slice(3))).toContain('notes.txt')
  expect(stored()).toHaveLength(2)
})

test('what was put since the opening stays: what names it may not be written yet', async () => {
  const attachments = new ContentStore(layout().attachments)
  strand('again')
  // The same content once more: it is there already, and is needed from now on.
  attachments.put(Buffer.from('again'))
  expect(await sweeper(attachments).sweep()).toBe(0)
  expect(await sweeper().sweep()).toBe(1)
})

test('what a restore left behind stays while its backup can bring it back', async () => {
  const { jobId } = await app.call('backups.create', {})
  await expect.poll(async () => (await app.call('jobs.get', { id: jobId })).status).toBe('done')
  const [before] = (await app.call('backups.list', {})).backups
  await attach('after the backup')
  const rebuilt = new Promise<void>((resolve) => {
    const stop = app.application.events.subscribe(({ type }) => {
      if (type !== 'rebuilt') return
      stop()
      resolve()
    })
  })
  const { takeBackId } = await app.call('backups.restore', { id: before?.id ?? '' })
  await rebuilt
  expect(await sweeper().sweep()).toBe(0)
  rmSync(join(layout().backups, `${takeBackId}.db`))
  expect(await sweeper().sweep()).toBe(1)
})

test('where a damaged database lies aside, or a backup cannot be read, nothing goes', async () => {
  strand('named by nobody')
  const aside = join(layout().backups, '1764000000000.damaged')
  writeFileSync(aside, 'salvage may need it')
  expect(await sweeper().sweep()).toBe(0)
  rmSync(aside)
  const broken = join(layout().backups, '20260101-000000-daily-1.db')
  writeFileSync(broken, 'no database, though its name says so')
  await expect(sweeper().sweep()).rejects.toThrow(/not a database/)
  expect(stored()).toHaveLength(1)
  rmSync(broken)
  expect(await sweeper().sweep()).toBe(1)
})

test('once it is to stop, nothing more goes', async () => {
  strand('named by nobody')
  const one = sweeper()
  await one.stop()
  expect(await one.sweep()).toBe(0)
  mkdirSync(join(layout().attachments, 'empty'), { recursive: true })
  expect(stored()).toHaveLength(1)
})
