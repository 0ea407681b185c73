import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JobId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let app: TestApplication

beforeEach(async () => {
  app = await openTestApplication({ folder: temporaryFolder() })
})
afterEach(() => app.close())

const ended = async (id: JobId): Promise<unknown> => {
  for (;;) {
    const job = await app.call('jobs.get', { id })
    if (job.status === 'done') return job.outcome
    if (job.status === 'failed' || job.status === 'cancelled') throw new Error(job.status)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const plan = async (csv: string): Promise<JobId> => {
  const stored = await app.application.files.receive(Readable.from([Buffer.from(csv)]), 'a.csv')
  if (!stored.ok) throw new Error(stored.error.code)
  const { jobId } = await app.call('imports.plan', { file: stored.value.handle })
  await ended(jobId)
  return jobId
}

const commit = async (planId: JobId): Promise<unknown> =>
  ended((await app.call('imports.commit', { planId })).jobId)

const person = async (displayName: string, email: string, jobTitle: string) => {
  const points = [{ kind: 'email' as const, raw: email }]
  const { id } = await app.call('contacts.create', { kind: 'person', displayName, points })
  await app.call('contacts.update', { id, jobTitle })
  return id
}

const file =
  'Name,E-mail,Position\nAna Ferreira,ana@x.example,Owner\nZoe Martin,zoe@x.example,Buyer\n'

it('notices an edit that continued the newest operation', async () => {
  const ana = await person('Ana Ferreira', 'ana@x.example', 'Founder')
  const planId = await plan(file)
  // The same field within a minute: no new operation, but now the file would fill it.
  await app.call('contacts.update', { id: ana, jobTitle: null })
  expect(await commit(planId)).toMatchObject({ code: 'data-moved', counts: { changed: 1, new: 1 } })
})

it.each([
  ['goes to a row', { id: 'ana', nickname: 'Nana', jobTitle: null }, 'data-moved'],
  ['gets what no row says anything of', { id: 'ana', source: 'Fair' }, 'applied'],
  [
    'has the name of a row now but another address',
    { id: 'rui', displayName: 'Zoe Martin' },
    'applied',
  ],
  ['has nothing to do with the file', { id: 'rui', jobTitle: 'Printer' }, 'applied'],
])('a contact that %s', async (_, { id, ...change }, code) => {
  const ids = {
    ana: await person('Ana Ferreira', 'ana@x.example', 'Founder'),
    rui: await person('Rui Teles', 'rui@y.example', 'Baker'),
  }
  const planId = await plan(file)
  // One of the two names above.
  await app.call('contacts.update', { id: ids[id as keyof typeof ids], ...change })
  expect(await commit(planId)).toMatchObject({ code })
})

it('notices somebody who came with the address of a row, and somebody who went', async () => {
  const ana = await person('Ana Ferreira', 'ana@x.example', 'Founder')
  const planId = await plan(file)
  await person('Zoe Martin', 'zoe@x.example', 'Painter')
  expect(await commit(planId)).toMatchObject({ code: 'data-moved' })
  await app.call('contacts.delete', { selection: { ids: [ana] } })
  expect(await commit(planId)).toMatchObject({ code: 'data-moved', counts: { new: 1 } })
})

it('notices a tag where the file brings tags, and passes over it where it does not', async () => {
  const ana = await person('Ana Ferreira', 'ana@x.example', 'Founder')
  const [plain, tagged] = [
    await plan(file),
    await plan('Name,E-mail,Tags\nAna Ferreira,ana@x.example,VIP\n'),
  ]
  await app.call('contacts.addTag', { selection: { ids: [ana] }, name: 'VIP' })
  expect(await commit(tagged)).toMatchObject({ code: 'data-moved', counts: { unchanged: 1 } })
  expect(await commit(plain)).toMatchObject({ code: 'applied' })
})
