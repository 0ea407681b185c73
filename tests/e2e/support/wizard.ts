import type { Locator, Page } from '@playwright/test'
import type { ContactId } from '#shared/domain/ids.ts'
import { spreadsheet } from '#tests/fixtures/imports/sheet-packages.ts'
import { zipParts } from '#tests/fixtures/imports/zip-parts.ts'
import { expect, type Kith } from './kith.ts'
import { goTo } from './screen.ts'

/** A file as Playwright hands it to the page. */
export interface TestFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A CSV file of some lines. */
export const csvOf = (lines: readonly string[], name = 'people.csv'): TestFile => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n')),
})

const columnLetters = 'ABCDEFGHIJ'

/** An .xlsx file of one sheet. */
export const xlsxOf = async (
  rows: readonly (readonly (string | number)[])[],
  name = 'people.xlsx',
): Promise<TestFile> => {
  const xml = rows.map((cells, row) => {
    const inside = cells.map((cell, column) => {
      const place = `${columnLetters[column]}${row + 1}`
      return typeof cell === 'number'
        ? `<c r="${place}"><v>${cell}</v></c>`
        : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`
    })
    return `<row r="${row + 1}">${inside.join('')}</row>`
  })
  const parts = spreadsheet([{ name: 'Clients', xml: `<sheetData>${xml.join('')}</sheetData>` }])
  return { name, mimeType: 'application/octet-stream', buffer: await zipParts(parts) }
}

/** The window of the import, in either language. */
export const wizard = (page: Page): Locator => page.getByRole('dialog', { name: /^(Import|导入)$/ })

/** Chooses a file in the system's dialog. */
export const choose = async (page: Page, file: TestFile): Promise<void> => {
  await goTo(page, '/imports')
  const opened = page.waitForEvent('filechooser')
  await wizard(page)
    .getByRole('button', { name: /^(Choose a file|选择文件)$/ })
    .click()
  await (await opened).setFiles({ ...file })
}

/** Drops a file on the window, wherever the page is. */
export const drop = async (page: Page, { name, buffer }: TestFile): Promise<void> => {
  const data = await page.evaluateHandle(
    ({ bytes, called }) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(bytes)], called))
      return transfer
    },
    { bytes: [...buffer], called: name },
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
}

/** Pastes text, as Ctrl+V with a table on the clipboard does. */
export const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((copied) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', copied)
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)

/** Presses a button of the wizard. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  wizard(page).getByRole('button', { name }).click()

/** A group of the rehearsal with the number of its rows. */
export const group = (page: Page, name: string): Locator =>
  wizard(page)
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })

/** Says how many rows stand in groups. */
export const expectGroups = async (
  page: Page,
  groups: Readonly<Record<string, number>>,
): Promise<void> => {
  for (const [name, count] of Object.entries(groups)) {
    await expect(group(page, name)).toHaveText(`${name}${count}`)
  }
}

/** From the read file to the rehearsal, by keys. */
export const toRehearsal = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Enter')
  await expect(wizard(page).getByRole('listitem').nth(1)).toHaveAttribute('aria-current', 'step')
  await page.keyboard.press('Control+Enter')
  await wizard(page).getByRole('navigation').waitFor()
}

/** Moves somebody's first important date to the 15th, in another window. */
export const moveBirthday = async (kith: Kith, id: ContactId): Promise<void> => {
  const { importantDates } = await kith.call('contacts.get', { id })
  const [birthday] = importantDates
  if (birthday === undefined) throw new Error('no date to move')
  await kith.callElsewhere('contacts.updateImportantDate', { id: birthday.id, day: 15 })
}
