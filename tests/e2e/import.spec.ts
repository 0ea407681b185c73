import { encodeText } from '#tests/fixtures/imports/encode-text.ts'
import { spreadsheet } from '#tests/fixtures/imports/sheet-packages.ts'
import { zipParts } from '#tests/fixtures/imports/zip-parts.ts'
import { expect, test } from './support/kith.ts'
import { goTo, line } from './support/screen.ts'
import {
  choose,
  csvOf,
  drop,
  expectGroups,
  group,
  paste,
  press,
  toRehearsal,
  wizard,
  xlsxOf,
} from './support/wizard.ts'

const rows = [
  'Name,Company,E-mail,Phone,Birthday,Shoe size',
  'Ana Ferreira,Porto Studio,ana@porto-studio.example,912 345 678,14/03/1984,38',
  'João Conceição,Porto Studio,joao@porto-studio.example,913 000 111,,41',
  '张珊,,zhangshan@example.com,+86 138 0000 0001,,36',
  'Claire Dubois,Atelier Nord,claire@nord.example,12,,38',
]

test.describe('a file', () => {
  test.beforeEach(async ({ kith }) => kith.setUp())

  test('is dropped, read, placed, rehearsed, brought in and taken back', async ({ app, kith }) => {
    await goTo(app, '/contacts')
    await expect(app.getByText('Nobody here yet')).toBeVisible()
    await drop(app, csvOf(rows))
    await expect(
      wizard(app).getByText('We read 5 lines: 1 with the names, 4 with people'),
    ).toBeVisible()
    await expect(wizard(app).getByText(/names look right/)).toContainText('João')
    await expect(wizard(app).getByRole('cell', { name: 'João Conceição' })).toBeVisible()
    await expect(wizard(app).getByRole('combobox', { name: 'Text encoding' })).toHaveValue('UTF-8')
    await expect(
      wizard(app).getByRole('combobox', { name: 'Columns are separated by' }),
    ).toHaveValue('Comma ,')
    await app.keyboard.press('Control+Enter')

    await expect(wizard(app).getByText('6 columns, all placed')).toBeVisible()
    const becomes = (name: string) =>
      wizard(app).getByRole('combobox', { name: `${name} becomes`, exact: true })
    await expect(becomes('E-mail')).toHaveValue('E-mail')
    await expect(becomes('Birthday')).toHaveValue('Birthday')
    await expect(becomes('Shoe size')).toHaveValue('New field: Shoe size')
    await becomes('Shoe size').click()
    await app.keyboard.type('notes, with')
    await app.keyboard.press('Enter')
    await expect(becomes('Shoe size')).toHaveValue('Notes, with its name')
    await press(app, /^Rehearse/)

    await expectGroups(app, {
      New: 4,
      Changed: 0,
      'Rows with a problem': 0,
      'Not all understood': 1,
    })
    await expect(wizard(app).getByText('Too short for a phone number')).toBeVisible()
    expect((await kith.call('contacts.count', {})).people).toBe(0)
    await group(app, 'New').click()
    await expect(wizard(app).getByRole('option', { name: /Ana Ferreira/ })).toBeVisible()
    await press(app, 'Import 4 rows')

    await expect(wizard(app).getByText('Done. All 4 rows are accounted for.')).toBeVisible()
    await expect(wizard(app).getByText(/^Also: .*1 row has a cell that was not/)).toBeVisible()
    const { rows: people } = await kith.call('contacts.list', { filter: { search: 'Ana' } })
    const ana = await kith.call('contacts.get', { id: people[0]?.id ?? (0 as never) })
    expect(ana.notes).toBe('Shoe size: 38')
    expect(ana.points.map((point) => point.normalized)).toContain('+351912345678')
    expect(ana.importantDates).toMatchObject([{ year: 1984, month: 3, day: 14 }])

    await press(app, 'See the 4 new people')
    await expect(line(app, 'João Conceição')).toBeVisible()
    await expect(app.getByText(/^new people of/)).toBeVisible()
    await app.keyboard.press('g')
    await app.keyboard.press('h')
    const entry = app.getByRole('row').filter({ hasText: /Imported \d people/ })
    await entry.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => kith.call('contacts.count', {})).toEqual({ people: 0, companies: 0 })
  })

  test('of Excel comes in with its days and numbers', async ({ app, kith }) => {
    const file = await xlsxOf([
      ['Name', 'E-Mail', 'Geburtstag'],
      ['Zsófia Kovács', 'zsofi@kovacs.example', '9.12.1984'],
      ['Håkon Lie', 'hakon@fjord.example', '1.10.1969'],
    ])
    await choose(app, file)
    await expect(wizard(app).getByRole('combobox', { name: 'Sheet' })).toHaveValue('Clients')
    await expect(wizard(app).getByRole('combobox', { name: 'Text encoding' })).toBeHidden()
    await toRehearsal(app)
    await expectGroups(app, { New: 2 })
    await press(app, 'Import 2 rows')
    await expect(wizard(app).getByText('Done. All 2 rows are accounted for.')).toBeVisible()
    expect((await kith.call('contacts.count', {})).people).toBe(2)
  })

  test('may be a table that is pasted', async ({ app, kith }) => {
    await goTo(app, '/imports')
    await wizard(app).getByRole('button', { name: 'Paste a table' }).waitFor()
    await paste(app, 'Name\tE-mail\nBen Okafor\tben@example.com')
    await expect(wizard(app).getByText('We read 2 lines: 1 with the names, 1 with')).toBeVisible()
    await toRehearsal(app)
    await press(app, 'Import 1 row')
    await expect(wizard(app).getByText('Done. The one row is accounted for.')).toBeVisible()
    await app.keyboard.press('Escape')
    expect((await kith.call('contacts.count', {})).people).toBe(1)

    await goTo(app, '/imports')
    await press(app, 'Paste a table')
    await wizard(app).getByRole('textbox', { name: 'The table' }).fill('only one cell')
    await press(app, 'Read the table')
    await expect(wizard(app).getByText(/^This is one cell/)).toBeVisible()
    await wizard(app).getByRole('textbox', { name: 'The table' }).fill('Name\tCity\nEva\tLisboa')
    await app.keyboard.press('Control+Enter')
    await expect(wizard(app).getByRole('cell', { name: 'Lisboa' })).toBeVisible()
  })

  test('may be the addresses of a mail', async ({ app, kith }) => {
    await goTo(app, '/imports')
    await wizard(app).getByRole('button', { name: 'Paste a table' }).waitFor()
    await paste(app, 'Klein, Eva <eva@example.com>; ben@example.com')
    await expect(wizard(app).getByText('We read 2 addresses')).toBeVisible()
    await expect(wizard(app).getByText('each address is somebody')).toBeVisible()
    await expect(wizard(app).getByRole('cell', { name: 'Klein, Eva' })).toBeVisible()
    // Read another way, and as a list again.
    const separator = wizard(app).getByRole('combobox', { name: 'Columns are separated by' })
    await separator.click()
    await app.getByRole('option', { name: 'Comma' }).click()
    await expect(wizard(app).getByText(/^Not read that way/)).toBeVisible()
    await expect(separator).toHaveValue('A list of addresses')
    await app.keyboard.press('Escape')
    await goTo(app, '/imports')
    await paste(app, 'Klein, Eva <eva@example.com>;\nben@example.com')
    await expect(wizard(app).getByText('We read 2 addresses')).toBeVisible()
    await separator.click()
    await app.getByRole('option', { name: 'Semicolon' }).click()
    await expect(wizard(app).getByText(/^We read 2 lines/)).toBeVisible()
    await separator.click()
    await app.getByRole('option', { name: 'A list of addresses' }).click()
    await expect(wizard(app).getByText('We read 2 addresses')).toBeVisible()
    // The focus is on the list of separators: the keys go on all the same.
    await expect(separator).toBeFocused()
    await toRehearsal(app)
    await press(app, 'Import 2 rows')
    await expect(wizard(app).getByText('Done. All 2 rows are accounted for.')).toBeVisible()
    await app.keyboard.press('Escape')
    const { rows } = await kith.call('contacts.list', { limit: 10, offset: 0 })
    expect(rows.map(({ displayName }) => displayName)).toEqual(['ben@example.com', 'Eva Klein'])
  })

  test('without names, and with names further down, is read as it is meant', async ({ app }) => {
    const plain = ['Ana Ferreira,ana@example.com', 'Ben Okafor,ben@example.com']
    await choose(app, csvOf(plain))
    const first = wizard(app).getByRole('combobox', { name: 'First row' })
    await expect(first).toHaveValue('No names, people at once')
    await expect(wizard(app).getByText('We read 2 lines without names, 2 with')).toBeVisible()
    await first.click()
    await app.getByRole('option', { name: 'Names of the columns' }).click()
    await expect(wizard(app).getByText('We read 2 lines: 1 with the names, 1 with')).toBeVisible()

    await drop(app, csvOf(['Notes:', '"About this file"', '', 'First Name,Last Name', 'Eva,Lund']))
    await expect(first).toHaveValue('The names are in line 4')
    await expect(wizard(app).getByText(/names in line 4, 1 with people/)).toBeVisible()
  })

  test('whose days can be read both ways asks once, plainly', async ({ app, kith }) => {
    await choose(app, csvOf(['Name,Birthday', 'Ana Ferreira,03/04/1984', 'Ben Okafor,05/06/1990']))
    await expect(wizard(app).getByText('What day is 03/04/1984?')).toBeVisible()
    await app.keyboard.press('Control+Enter')
    await expect(wizard(app).getByRole('button', { name: '3 April' })).toBeFocused()
    await press(app, '4 March')
    await expect(wizard(app).getByText(/^What day is/)).toBeHidden()
    await toRehearsal(app)
    await press(app, 'Import 2 rows')
    await wizard(app).getByText(/^Done/).waitFor()
    const { rows: people } = await kith.call('contacts.list', { filter: { search: 'Ana' } })
    const ana = await kith.call('contacts.get', { id: people[0]?.id ?? (0 as never) })
    expect(ana.importantDates).toMatchObject([{ year: 1984, month: 3, day: 4 }])
  })

  test('that cannot be read says why and what to do', async ({ app, kith }) => {
    await choose(app, csvOf(['Name,E-mail']))
    await expect(wizard(app).getByText(/^There is nobody in this file/)).toBeVisible()
    await drop(app, csvOf(['Name,Note', 'Ana,"never closed', 'Ben,x']))
    await expect(wizard(app).getByText('We read 3 lines: 1 with the names, 2 with')).toBeVisible()
    const [first, second] = [Buffer.from('%PDF-1.7\n'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])]
    await drop(app, { ...csvOf([]), name: 'list.pdf', buffer: first })
    await expect(wizard(app).getByText(/^This is a PDF/)).toBeVisible()
    const old = Buffer.concat([second, Buffer.from([0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])
    await drop(app, { ...csvOf([]), name: 'list.xls', buffer: old })
    await expect(wizard(app).getByText(/old Excel file/)).toBeVisible()
    expect((await kith.call('contacts.count', {})).people).toBe(0)
  })

  test('past a cap is refused before it is read, and CSV is offered', async ({ app }) => {
    const cells = `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000"><v>1</v></c></row></sheetData>`
    const buffer = await zipParts(spreadsheet([{ name: 'Sheet1', xml: cells }]))
    await choose(app, { ...csvOf([], 'huge.xlsx'), buffer })
    await expect(wizard(app).getByText(/more than 2,500,000 cells/)).toBeVisible()
    await expect(wizard(app).getByText(/Save it as CSV/)).toBeVisible()
    await expect(wizard(app).getByRole('button', { name: 'Choose a file' })).toBeEnabled()
  })

  test('that takes long shows how far it is and can be cancelled', async ({ app, kith }) => {
    const many = Array.from({ length: 60_000 }, (_, at) => `Person ${at},p${at}@example.com`)
    await choose(app, csvOf(['Name,E-mail', ...many]))
    await wizard(app)
      .getByText(/^We read/)
      .waitFor()
    await app.keyboard.press('Control+Enter')
    await press(app, /^Rehearse/)
    await expect(
      wizard(app).getByText('Nothing is changed yet. You can cancel at any time.'),
    ).toBeVisible()
    await press(app, 'Go on working in Kith meanwhile')
    await expect(app.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible()
    const bar = app.getByRole('region', { name: 'Import' })
    await expect(bar.getByText('Rehearsing the file')).toBeVisible()
    await bar.getByRole('button', { name: 'Cancel' }).click()
    await expect(bar).toBeHidden()
    await expect
      .poll(async () => {
        const { jobs } = await kith.call('jobs.list', {})
        return jobs.filter((job) => job.status === 'running')
      })
      .toEqual([])
    expect((await kith.call('contacts.count', {})).people).toBe(0)

    await goTo(app, '/imports')
    await press(app, 'Go on')
    await expect(wizard(app).getByText('2 columns, all placed')).toBeVisible()
  })

  test('that is left waits where it was, and Esc changes nothing', async ({ app, kith }) => {
    await choose(app, csvOf(rows))
    await wizard(app)
      .getByText(/^We read/)
      .waitFor()
    await app.keyboard.press('Control+Enter')
    await expect(wizard(app).getByText('6 columns, all placed')).toBeVisible()
    await app.keyboard.press('Escape')
    await expect(wizard(app)).toBeHidden()
    await expect(app.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible()
    expect(await kith.call('contacts.count', {})).toEqual({ people: 0, companies: 0 })
    await goTo(app, '/imports')
    await expect(wizard(app).getByText(/^people.csv waits where you left it/)).toBeVisible()
    await press(app, 'Forget it')
    await expect(wizard(app).getByText(/waits where/)).toBeHidden()
  })
})

test('a file in GB18030 comes in whole, in Chinese', async ({ app, kith }) => {
  const owner = { ownerName: '何诺', businessName: '何诺咨询', country: 'CN', currency: 'CNY' }
  await kith.call('settings.updateBusiness', { ...owner, isSetUp: true })
  await kith.call('settings.updateMachine', { language: 'zh-CN' })
  await app.reload()
  const text = [
    '姓名,单位,手机,邮箱,生日,备注',
    '周敏,清和书店,138 1234 5678,zhoumin@qinghe.example,1984年3月14日,下午联系',
    '欧阳娜娜,拾光民宿,139-0000-1122,nana@shiguang.example,1979/11/3,不吃辣',
    '田中由紀,,+81 90 1234 5678,yuki@tanaka.example,1992-10-1,',
  ].join('\r\n')
  const buffer = Buffer.from(encodeText(text, 'gb18030'))
  await choose(app, { name: '客户名单.csv', mimeType: 'text/csv', buffer })
  await expect(wizard(app).getByText('读到 4 行：1 行列名，3 行联系人')).toBeVisible()
  await expect(wizard(app).getByRole('combobox', { name: '文字编码' })).toHaveValue(
    'GB18030（简体中文）',
  )
  await expect(wizard(app).getByText(/编码就没错/)).toContainText('周敏')
  await toRehearsal(app)
  await expectGroups(app, { 新建: 3 })
  await press(app, '导入 3 行')
  await expect(wizard(app).getByText('完成。3 行都有着落。')).toBeVisible()
  await press(app, '看看新建的 3 人')
  await expect(line(app, '欧阳娜娜')).toBeVisible()
})
