import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { nameFromAddress, tidyName } from '#main/features/suggestions/suggested-name.ts'
import { openPeople } from '#tests/support/people.ts'

const day = 86_400_000
const bo = 'bo.lind@field.example'

/** An application whose mailbox was read: each of these was written to at that time. */
const open = async (strangers: Readonly<Record<string, Readonly<Record<string, unknown>>>>) => {
  const app = await openPeople()
  const at = app.clock.now()
  const database = new DatabaseConstructor(join(app.workspace, 'workspace.db'))
  const insert = database.prepare(
    `insert into contact_suggestions(address, name, first_at, last_at, last_written_at, sent_count,
        received_count) values(@address, @name, @at, @at, @at, @sent, @received)`,
  )
  for (const [address, facts] of Object.entries(strangers)) {
    insert.run({ address, name: null, at: at - day, sent: 1, received: 0, ...facts })
  }
  const list = async () => {
    const { count, people } = await app.call('suggestions.list', {})
    expect(count).toBe(people.length)
    return people.map(({ address }) => address)
  }
  const writeAgain = (address: string): void => {
    database
      .prepare('update contact_suggestions set last_written_at = ?, last_at = ? where address = ?')
      .run(app.clock.now() + 1, app.clock.now() + 1, address)
  }
  return { ...app, list, writeAgain, close: () => database.close() }
}

describe('people the owner writes to', () => {
  it('are those who are no contacts, with whom most was written first', async () => {
    const app = await open({
      'once@field.example': {},
      'often@field.example': { sent: 5 },
      'both@field.example': { sent: 1, received: 1 },
      'ana@field.example': { sent: 9 },
      'stop@field.example': { sent: 9 },
      'nora@hale.example': { sent: 9 },
    })
    const server = { host: '127.0.0.1', port: 9, security: 'tls' } as const
    await app.call('emailAccounts.create', {
      address: 'Nora@hale.example',
      fromName: 'Nora',
      provider: null,
      smtp: server,
      imap: null,
      userName: 'nora',
      signature: null,
      dailyLimit: 80,
    })
    await app.person('Ana', { points: [{ kind: 'email', raw: 'Ana@Field.example' }] })
    await app.call('suppressions.add', { address: 'Stop@field.example' })
    expect(await app.list()).toEqual([
      'both@field.example',
      'often@field.example',
      'once@field.example',
    ])
    const { people, count } = await app.call('suggestions.list', { limit: 1 })
    expect([people.length, count]).toEqual([1, 3])
  })

  it('become contacts in one act, and are suggested again when it is undone', async () => {
    const app = await open({ [bo]: { name: '"Bo  Lind"' }, 'cy@field.example': {} })
    const { people } = await app.call('suggestions.list', {})
    expect(people.map(({ name }) => name).sort()).toEqual(['Bo Lind', 'Cy'])
    const { added } = await app.call('suggestions.accept', {
      people: people.map(({ address, name }) => ({ address, name })),
    })
    expect(added).toHaveLength(2)
    expect(await app.list()).toEqual([])
    const { rows } = await app.call('contacts.list', { sort: 'name' })
    expect(rows.map(({ displayName }) => displayName)).toEqual(['Bo Lind', 'Cy'])
    const id = added.find(({ address }) => address === bo)?.contactId
    if (id === undefined) throw new Error('not added')
    expect((await app.call('contacts.get', { id })).points).toMatchObject([
      { kind: 'email', normalized: bo, isPrimary: true },
    ])
    for (const isThere of [false, true, false]) {
      await app.call(isThere ? 'history.redoLast' : 'history.undoLast', {})
      expect(await app.listed({})).toHaveLength(isThere ? 2 : 0)
      expect(await app.list()).toHaveLength(isThere ? 0 : 2)
    }
  })

  it('are offered to a contact of the same name, and added there', async () => {
    const app = await open({ [bo]: { name: 'Bo Lind' } })
    const known = await app.person('Bo Lind', {
      points: [{ kind: 'email', raw: 'bo@lind.example' }],
    })
    await app.person('Bo Lindqvist')
    const { people } = await app.call('suggestions.list', {})
    expect(people[0]?.namesakes).toEqual([
      { id: known, name: 'Bo Lind', companyName: null, email: 'bo@lind.example' },
    ])
    await app.call('suggestions.accept', {
      people: [{ address: bo, name: 'Bo Lind', contactId: known }],
    })
    expect(await app.list()).toEqual([])
    expect(await app.listed({})).toHaveLength(2)
    expect((await app.call('contacts.get', { id: known })).points).toMatchObject([
      { normalized: 'bo@lind.example', isPrimary: true },
      { normalized: bo, isPrimary: false },
    ])
  })

  it('leave the choice among five of the same name, with what tells them apart', async () => {
    const app = await open({ [bo]: { name: 'Bo Lind' } })
    const company = await app.call('contacts.create', { kind: 'company', displayName: 'Lumen' })
    for (let n = 1; n <= 6; n += 1) {
      await app.person('Bo Lind', {
        points: [{ kind: 'email', raw: `bo${n}@lind.example` }],
        ...(n === 2 ? { companyId: company.id } : {}),
      })
    }
    const { people } = await app.call('suggestions.list', {})
    const [first, second] = people[0]?.namesakes ?? []
    expect(people[0]?.namesakes).toHaveLength(5)
    expect(first).toMatchObject({ companyName: null, email: 'bo1@lind.example' })
    expect(second).toMatchObject({ companyName: 'Lumen', email: 'bo2@lind.example' })
    if (second === undefined) throw new Error('no namesake')
    const accepted = { address: bo, name: 'Bo Lind', contactId: second.id }
    const { operationId } = await app.call('suggestions.accept', { people: [accepted] })
    expect((await app.call('contacts.get', { id: second.id })).points).toHaveLength(2)
    if (operationId === null) throw new Error('no operation')
    await app.call('history.undo', { id: operationId })
    expect((await app.call('contacts.get', { id: second.id })).points).toHaveLength(1)
    expect(await app.list()).toEqual([bo])
  })

  it('are passed over where a contact has the address meanwhile', async () => {
    const app = await open({ [bo]: {} })
    await app.person('Bo', { points: [{ kind: 'email', raw: bo }] })
    const answer = await app.call('suggestions.accept', { people: [{ address: bo, name: 'Bo' }] })
    expect(answer).toEqual({ added: [], operationId: null })
    expect(await app.listed({})).toHaveLength(1)
  })

  it('stay away when the owner says so, until that is undone', async () => {
    const app = await open({ [bo]: {} })
    const { operationId } = await app.call('suggestions.dismiss', { addresses: [bo.toUpperCase()] })
    expect(await app.list()).toEqual([])
    app.writeAgain(bo)
    expect(await app.list()).toEqual([])
    expect((await app.call('suggestions.dismiss', { addresses: [bo] })).operationId).toBeNull()
    if (operationId === null) throw new Error('no operation')
    await app.call('history.undo', { id: operationId })
    expect(await app.list()).toEqual([bo])
  })

  it('are not suggested out of the bin before the owner writes to them again', async () => {
    const app = await open({ [bo]: {} })
    const id = await app.person('Bo', { points: [{ kind: 'email', raw: bo }] })
    await app.call('contacts.delete', { selection: { ids: [id] } })
    for (const isBack of [false, true, false]) {
      expect(await app.listed({})).toHaveLength(isBack ? 1 : 0)
      expect(await app.list()).toEqual([])
      await app.call(isBack ? 'history.redoLast' : 'history.undoLast', {})
    }
    await app.call('history.redoLast', {})
    app.writeAgain(bo)
    expect(await app.list()).toEqual([bo])
  })
})

describe('the name of somebody', () => {
  it('is what the mail gives, tidied', () => {
    expect(tidyName("'Bo Lind'")).toBe('Bo Lind')
    expect(tidyName('Lind, Bo')).toBe('Bo Lind')
    expect(tidyName('Field Ltd, Inc')).toBe('Field Ltd, Inc')
    expect(tidyName('王伟')).toBe('王伟')
    for (const none of [null, '', ' ', 'bo@field.example', '—', 'x'.repeat(121)]) {
      expect(tidyName(none)).toBeNull()
    }
  })

  it('is else read from the address', () => {
    expect(nameFromAddress(bo)).toBe('Bo Lind')
    expect(nameFromAddress('bo+kith@field.example')).toBe('Bo')
    expect(nameFromAddress('b.l@field.example')).toBe('b.l')
    expect(nameFromAddress('li_wei88@field.example')).toBe('li_wei88')
  })
})
