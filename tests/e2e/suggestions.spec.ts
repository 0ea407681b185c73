import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, type Kith, test } from './support/kith.ts'
import { inspectLook, prepareLook } from './support/look.ts'
import { goTo, toast } from './support/screen.ts'

/** People the owner wrote to, as a reading of the mailbox leaves them. */
const writeTo = ({ folder }: Kith, names: readonly string[]): void => {
  const database = new DatabaseSync(join(folder, 'workspace', 'workspace.db'))
  const note = database.prepare(
    `insert into contact_suggestions(address, name, first_at, last_at, last_written_at,
      sent_count, received_count) values(?, ?, ?, ?, ?, ?, 1)`,
  )
  const at = Date.now() - 86_400_000
  for (const [place, name] of names.entries()) {
    const address = `${name.toLowerCase().replace(' ', '.')}@field.example`
    note.run(address, name, at, at, at, 9 - place)
  }
  database.close()
}

test('people the owner writes to are put aside, added, and added to whom they are', async ({
  app,
  kith,
}) => {
  await prepareLook(app)
  await kith.setUp()
  for (const company of ['Lumen Studio', 'Ross and Sons']) {
    const { id: companyId } = await kith.call('contacts.create', {
      kind: 'company',
      displayName: company,
    })
    await kith.call('contacts.create', { kind: 'person', displayName: 'Bo Lind', companyId })
  }
  writeTo(kith, ['Bo Lind', 'Cy Marsh', 'Di Novak'])
  await goTo(app, '/outbox')
  await app.getByRole('button', { name: 'Look through them' }).click()
  const people = app.getByRole('list', { name: 'People you write to' }).getByRole('listitem')
  await expect(people).toHaveCount(3)
  const undo = () => toast(app).getByRole('button', { name: /^Undo/ }).click()

  await app.getByRole('button', { name: /^Not a contact: Cy Marsh/ }).click()
  await expect(people).toHaveCount(2)
  await undo()
  await expect(people).toHaveCount(3)

  // With the keyboard, as the row is: the list leaves the arrows to the menu.
  await app.getByRole('button', { name: /^Add the address to…: Bo Lind/ }).focus()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('menuitem')).toHaveCount(2)
  await inspectLook(app, 'suggestions', 'en')
  const second = app.getByRole('menuitem', { name: /Ross and Sons/ })
  await app.getByRole('menuitem', { name: /Lumen Studio/ }).focus()
  await app.keyboard.press('ArrowDown')
  await expect(second).toBeFocused()
  await app.keyboard.press('Enter')
  await expect(people).toHaveCount(2)
  await expect(app.getByRole('button', { name: /^Add: Cy Marsh/ })).toBeFocused()
  const boAtRoss = async () => {
    const { rows } = await kith.call('contacts.list', { sort: 'name' })
    const bo = rows.filter(({ displayName }) => displayName === 'Bo Lind')
    const all = await Promise.all(bo.map(({ id }) => kith.call('contacts.get', { id })))
    return all.map(({ points }) => points.map(({ normalized }) => normalized))
  }
  expect((await boAtRoss()).flat()).toEqual(['bo.lind@field.example'])
  await undo()
  await expect(people).toHaveCount(3)
  expect((await boAtRoss()).flat()).toEqual([])

  await app.getByRole('button', { name: 'Add 2 contacts' }).click()
  await expect(people).toHaveCount(1)
})
