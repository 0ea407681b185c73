import type { Locator, Page } from '@playwright/test'
import type { ContactId } from '#shared/domain/ids.ts'
import { expect, type Kith, test } from './support/kith.ts'
import { inspectLook } from './support/look.ts'
import { goTo } from './support/screen.ts'

const people = [
  ['Claire Dubois', 'Claire', 'claire@dubois.example'],
  ['Luca Moretti', 'Luca', 'luca@moretti.example'],
  ['王伟', null, 'wang@wei.example'],
  ['office@ceramics.example', null, 'office@ceramics.example'],
  ['Henrik Sørensen', 'Henrik', null],
] as const

const addPeople = async (kith: Kith): Promise<readonly ContactId[]> => {
  const ids: ContactId[] = []
  for (const [displayName, givenName, raw] of people) {
    const { id } = await kith.call('contacts.create', {
      kind: 'person',
      displayName,
      givenName,
      points: raw === null ? [] : [{ kind: 'email', raw }],
    })
    ids.push(id)
  }
  return ids
}

const addAccount = (kith: Kith) =>
  kith.call('emailAccounts.create', {
    address: 'nora@hale.example',
    fromName: 'Nora Hale',
    provider: null,
    smtp: { host: '127.0.0.1', port: 9, security: 'tls' },
    imap: null,
    userName: 'nora',
    signature: null,
    dailyLimit: 200,
  })

const openRecord = async (page: Page, id: number, name: string): Promise<void> => {
  await goTo(page, `/contacts/${id}`)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

const drafts = async (kith: Kith) => (await kith.call('emails.list', { group: 'drafts' })).emails

/** Types a brace and takes the first field that the text finds, waiting for nothing. */
const typeField = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.type(`{${text}`)
  await page.keyboard.press('Enter')
}

test.beforeEach(async ({ kith }) => kith.setUp())

test('a mail is written by keyboard, keeps itself, and can be taken back', async ({
  app,
  kith,
}) => {
  const [claire = 0] = await addPeople(kith)
  await addAccount(kith)
  await openRecord(app, claire, 'Claire Dubois')
  await app.keyboard.press('m')
  await expect(app.getByRole('textbox', { name: 'Subject' })).toBeFocused()
  await app.keyboard.type('A small thank you, ')
  await typeField(app, 'given')
  await app.keyboard.press('Enter')
  await app.keyboard.type('Dear friend in ')
  await typeField(app, 'city')
  await app.keyboard.type(', see the attached offer.')

  // The field has no value and no other word: the mail stays until one of them is there.
  await expect(app.getByText(/“city” is empty, and no other word/)).toBeVisible()
  await app.getByText('city', { exact: true }).click()
  await app.keyboard.press('Enter')
  await app.keyboard.type('town')
  await app.keyboard.press('Enter')
  await app.keyboard.type(' (or near it)')
  await expect(app.getByText(/“city” is empty, and no other word/)).toHaveCount(0)
  await expect(app.getByText(/“city” is empty, so the other word stands there/)).toBeVisible()
  const paper = app.frameLocator('iframe[sandbox]')
  await expect(
    paper.getByText('Dear friend in town (or near it), see the attached offer.'),
  ).toBeVisible()
  await expect(app.getByText('The text speaks of an attachment, but none is there')).toBeVisible()
  const chosen = app.waitForEvent('filechooser')
  await app.getByRole('button', { name: 'Attach' }).first().click()
  await (await chosen).setFiles({
    name: 'Offer.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.alloc(9),
  })
  await expect(app.getByRole('list', { name: 'Files that go along' })).toContainText('1 KB')

  await expect
    .poll(async () => (await drafts(kith))[0]?.subject)
    .toBe('A small thank you, {{ contact.given_name }}')
  const [draft] = await drafts(kith)
  if (draft === undefined) throw new Error('no draft was kept')
  expect((await kith.call('emails.get', { id: draft.id })).email).toMatchObject({
    body: '<p>Dear friend in {{ contact.city | default: "town" }} (or near it), see the attached offer.</p>',
    attachments: [{ name: 'Offer.pdf', size: 9 }],
  })

  await app.getByRole('button', { name: 'When it leaves' }).click()
  await app.getByRole('menuitem', { name: 'In 3 days' }).click()
  await expect(app.getByRole('button', { name: /^Schedule, / })).toBeVisible()
  await app.getByRole('textbox', { name: 'Text' }).click()
  await app.keyboard.press('Control+Enter')
  await expect(app.getByText('Mail to Claire Dubois scheduled')).toBeVisible()
  await expect(app.getByRole('heading', { level: 1, name: 'Claire Dubois' })).toBeVisible()
  expect((await kith.call('emails.outbox', {})).counts).toMatchObject({ scheduled: 1, drafts: 0 })
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByRole('textbox', { name: 'Text' })).toContainText('see the attached offer')
  expect((await kith.call('emails.outbox', {})).counts).toMatchObject({ scheduled: 0, drafts: 1 })
})

/** Does things there within a moment, and says what the next key would go to. */
const nextAfter = (field: Locator, ...what: readonly ('brace' | 'enter' | 'click')[]) =>
  field.evaluate(async (element, steps) => {
    const all = { bubbles: true, cancelable: true }
    const press = (): void => {
      const enter = { key: 'Enter', code: 'Enter', keyCode: 13, ...all }
      const writer = element.closest('[contenteditable=true]') ?? element
      writer.dispatchEvent(new KeyboardEvent('keydown', enter))
    }
    const click = (): void => {
      const { left, top } = element.getBoundingClientRect()
      const place = { clientX: left + 4, clientY: top + 4, ...all }
      for (const name of ['mousedown', 'mouseup', 'click']) {
        element.dispatchEvent(new MouseEvent(name, place))
      }
    }
    const draw = globalThis.requestAnimationFrame.bind(globalThis)
    const held: FrameRequestCallback[] = []
    globalThis.requestAnimationFrame = (callback) => held.push(callback)
    for (const step of steps) {
      if (step === 'brace') document.execCommand('insertText', false, '{')
      else if (step === 'enter') press()
      else click()
      // The next task, as the next key is one; whatever waits for a frame waits.
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', resolve)
        port1.start()
        port2.postMessage(null)
      })
    }
    globalThis.requestAnimationFrame = draw
    const next = document.activeElement
    for (const callback of held) draw(callback)
    const label = next instanceof HTMLInputElement ? next.labels?.[0]?.textContent : undefined
    return label ?? next?.getAttribute('aria-label')
  }, what)

test('no key is lost between a choice and its field', async ({ app, kith }) => {
  const [claire = 0] = await addPeople(kith)
  await goTo(app, `/outbox/write?contact=${claire}`)
  const subject = app.getByRole('textbox', { name: 'Subject' })
  const text = app.getByRole('textbox', { name: 'Text', exact: true })
  await expect(subject).toBeFocused()
  expect(await nextAfter(subject, 'enter')).toBe('Text')
  expect(await nextAfter(text, 'brace')).toBe('Find a field')
  await app.keyboard.type('city')
  const picker = app.getByRole('textbox', { name: 'Find a field' })
  expect(await nextAfter(picker, 'enter')).toBe('Text')
  const chip = text.getByText('city', { exact: true })
  expect(await nextAfter(chip, 'click', 'enter')).toBe('Without city, write')
  await app.keyboard.type('town')
  const word = app.getByRole('textbox', { name: 'Without city, write' })
  expect(await nextAfter(word, 'enter')).toBe('Text')
  await expect(text).toHaveText('city, else “town”')
})

/** A picture as a program puts it on the clipboard, or hands it over when it is let go. */
const picture = (page: Page, name: string, [width, height]: readonly [number, number]) =>
  page.evaluateHandle(
    async ([name, width, height]) => {
      const canvas = new OffscreenCanvas(width, height)
      const paint = canvas.getContext('2d')
      if (paint === null) throw new Error('nothing to paint on')
      paint.fillStyle = '#7fb5bd'
      paint.fillRect(0, 0, width, height)
      paint.fillStyle = '#146c7a'
      paint.fillRect(0, height * 0.62, width, height)
      const data = new DataTransfer()
      data.items.add(new File([await canvas.convertToBlob()], name, { type: 'image/png' }))
      return data
    },
    [name, width, height] as const,
  )

test('pictures stand in the text by paste, drop and button, and travel with the mail', async ({
  app,
  kith,
}) => {
  const [claire = 0] = await addPeople(kith)
  await addAccount(kith)
  await goTo(app, `/outbox/write?contact=${claire}`)
  await expect(app.getByRole('textbox', { name: 'Subject' })).toBeFocused()
  await app.keyboard.type('The harbour')
  await app.keyboard.press('Enter')
  await app.keyboard.type('Look: ')
  const text = app.getByRole('textbox', { name: 'Text', exact: true })
  const clipboardData = await picture(app, 'image.png', [1400, 700])
  await text.evaluate((element, data) => {
    const paste = { clipboardData: data, bubbles: true, cancelable: true }
    element.dispatchEvent(new ClipboardEvent('paste', paste))
  }, clipboardData)
  const shown = text.getByRole('img')
  await expect(shown).toHaveAttribute('src', /^data:image\/png/)
  await expect(shown).toHaveAttribute('width', '560')
  await shown.click()
  await app.keyboard.press('Enter')
  await app.keyboard.type('Boats at {noon}')
  await app.keyboard.press('Enter')
  await app.keyboard.type(' yesterday')
  const paper = app.frameLocator('iframe[sandbox]')
  await expect(paper.getByRole('img', { name: 'Boats at noon' })).toBeVisible()
  await app.getByRole('button', { name: 'Show' }).click()
  await expect(app.getByText('Look: [Boats at noon] yesterday')).toBeVisible()
  await app.getByRole('button', { name: 'Hide' }).click()

  const dataTransfer = await picture(app, 'Shop sign.png', [200, 120])
  const box = await text.getByText('Look').boundingBox()
  const at = { clientX: (box?.x ?? 0) + 1, clientY: (box?.y ?? 0) + 4 }
  await text.dispatchEvent('drop', { dataTransfer, ...at })
  await expect(text.getByRole('img', { name: 'Shop sign.png' })).toBeVisible()
  await inspectLook(app, 'composer-picture', 'en')
  const chosen = app.waitForEvent('filechooser')
  await app.getByRole('button', { name: 'Picture in the text' }).click()
  const films = { name: 'clip.heic', mimeType: 'image/heic', buffer: Buffer.alloc(9) }
  await (await chosen).setFiles(films)
  await expect(app.getByText('clip.heic is not a picture that mail programs show')).toBeVisible()

  // Taken out and brought back by the text's own undo; what is kept survives the page.
  await text.getByRole('img', { name: 'Shop sign.png' }).click()
  await app.keyboard.press('Delete')
  await expect(text.getByRole('img')).toHaveCount(1)
  await app.keyboard.press('Control+z')
  await expect(text.getByRole('img')).toHaveCount(2)
  await expect(app.getByText('Draft saved')).toBeVisible()
  await app.reload()
  await expect(text.getByRole('img', { name: 'Boats at noon' })).toBeVisible()
  await expect(app.getByRole('list', { name: 'Files that go along' })).toHaveCount(0)
  const [draft] = await drafts(kith)
  if (draft === undefined) throw new Error('no draft was kept')
  const { email } = await kith.call('emails.get', { id: draft.id })
  const cids = new Map(email.attachments.map(({ name, cid }) => [name, cid]))
  expect(email.body).toBe(
    `<p><img src="cid:${cids.get('Shop sign.png')}" alt="" width="200">Look: ` +
      `<img src="cid:${cids.get('image.png')}" alt="Boats at noon" width="560"> yesterday</p>`,
  )

  // Taken back in History out of order: its place says so, and goes on a word.
  const { operations } = await kith.call('history.list', {})
  const added = operations.find(({ code }) => code === 'emails.attach')
  if (added === undefined) throw new Error('nothing was attached')
  await kith.call('history.undo', { id: added.id, decided: true })
  await expect(text.getByText('picture taken back')).toBeVisible()
  await expect(app.getByText('A picture in the text was taken back')).toBeVisible()
  await app.getByRole('button', { name: 'Take it out' }).click()
  await expect(text.getByText('picture taken back')).toHaveCount(0)
  await expect(app.getByText('A picture in the text was taken back')).toHaveCount(0)
  await expect(text.getByRole('img', { name: 'Boats at noon' })).toBeVisible()
})

test('a selection gets one mail each; who cannot get one is left out', async ({ app, kith }) => {
  await addPeople(kith)
  await addAccount(kith)
  await goTo(app, '/contacts')
  await app.getByRole('grid').waitFor()
  await app.keyboard.press('Control+a')
  await app.getByRole('button', { name: 'Mail', exact: true }).click()
  await expect(app.getByRole('heading', { level: 1, name: 'Mail to 5 people' })).toBeVisible()
  await app.getByRole('button', { name: 'Template' }).click()
  await app.getByRole('menuitem', { name: 'Three months quiet' }).click()
  await expect(
    app.getByText('No e-mail address of Henrik Sørensen is known that works'),
  ).toBeVisible()
  await expect(app.getByRole('button', { name: 'Send 4 mails now' })).toBeVisible()
  await app.getByRole('button', { name: 'Next person' }).click()
  await app.getByRole('button', { name: 'When it leaves' }).click()
  await app.getByRole('menuitem', { name: 'Next working morning' }).click()
  await app.getByRole('button', { name: /^Schedule 4 mails, / }).click()
  await expect(app.getByText('4 mails scheduled')).toBeVisible()
  expect((await kith.call('emails.outbox', {})).counts).toMatchObject({ scheduled: 4, drafts: 1 })
})

test('templates and the composer in Chinese; without an account another program sends', async ({
  app,
  kith,
}) => {
  const [claire = 0] = await addPeople(kith)
  await kith.call('settings.updateMachine', { language: 'zh-CN', theme: 'system' })
  await app.reload()
  await goTo(app, '/outbox/templates')
  await expect(app.getByRole('radio', { name: '模板' })).toBeChecked()
  await app.getByRole('button', { name: '三个月没有联系' }).click()
  await app.getByRole('button', { name: '存成自己的' }).click()
  await expect(app.getByRole('textbox', { name: '名称' })).toHaveValue('三个月没有联系')

  await goTo(app, `/outbox/write?contact=${claire}`)
  await expect(app.getByRole('textbox', { name: '主题' })).toBeFocused()
  await app.keyboard.type('您好')
  await app.keyboard.press('Enter')
  await app.keyboard.type('好久没联系了。')
  await expect(app.frameLocator('iframe[sandbox]').getByText('好久没联系了。')).toBeVisible()
  const saved = app.waitForEvent('download')
  await app.getByRole('button', { name: '用我的邮件程序打开' }).click()
  expect((await saved).suggestedFilename()).toBe('您好.eml')
  await app.getByRole('button', { name: '标为已发送' }).click()
  await expect(app.getByText('已记下：给Claire Dubois的邮件已发送')).toBeVisible()
  const { activities } = await kith.call('activities.list', { contactId: claire as ContactId })
  expect(activities.map(({ kind }) => kind)).toEqual(['mail-sent'])
})

test('what is planned says whose time it is, and leaves at another one or now', async ({
  app,
  kith,
}) => {
  await addAccount(kith)
  const { id } = await kith.call('contacts.create', {
    kind: 'person',
    displayName: '王伟',
    points: [{ kind: 'email', raw: 'wang@wei.example' }],
    addresses: [{ city: '上海', country: 'CN' }],
  })
  await goTo(app, `/outbox/write?contact=${id}`)
  await expect(app.getByRole('textbox', { name: 'Subject' })).toBeFocused()
  await app.keyboard.type('Dates for spring')
  await app.keyboard.press('Enter')
  await app.keyboard.type('Shall we start in March?')
  await app.getByRole('button', { name: 'When it leaves' }).click()
  await app.getByRole('menuitem', { name: 'Next working morning, China Standard Time' }).click()
  const side = app.getByRole('complementary', { name: 'As 王伟 gets it' })
  await expect(side).toContainText('09:00 for 王伟 (China Standard Time)')
  await app.keyboard.press('Control+Enter')
  await expect(app.getByText('Mail to 王伟 scheduled')).toBeVisible()

  const dueAt = async () =>
    (await kith.call('emails.list', { group: 'scheduled' })).emails[0]?.dueAt ?? null
  const morning = await dueAt()
  await goTo(app, '/outbox')
  await app.getByRole('grid', { name: 'Scheduled' }).getByRole('row').click()
  await app.keyboard.press('w')
  const dialog = app.getByRole('dialog', { name: 'When should it leave?' })
  await dialog.getByLabel('Day').fill('2031-01-15')
  await dialog.getByLabel('Time').fill('9:30')
  await expect(dialog).toContainText('09:30 for you is 17:30 for 王伟 (China Standard Time).')
  await inspectLook(app, 'another-time', 'en')
  await dialog.getByRole('button', { name: /^Take Wed 15 Jan 2031 09:30/ }).click()
  await expect(app.getByText('Mail to 王伟 leaves Wed 15 Jan 2031, 09:30 now')).toBeVisible()
  expect(await dueAt()).toBe(Date.UTC(2031, 0, 15, 9, 30))
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(dueAt).toBe(morning)
  await app.getByRole('grid', { name: 'Scheduled' }).getByRole('row').click()
  await app.keyboard.press('Shift+S')
  await expect(app.getByText('Mail to 王伟 leaves in 10 seconds')).toBeVisible()
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(dueAt).toBe(morning)
})
