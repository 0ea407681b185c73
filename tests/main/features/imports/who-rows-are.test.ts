import { afterEach, beforeEach, expect, it } from 'vitest'
import { ImportRuns } from '#tests/support/import-runs.ts'

let runs: ImportRuns

beforeEach(async () => {
  runs = await ImportRuns.open()
})

afterEach(() => {
  runs.close()
})

const stored = () =>
  runs.connection.reader
    .allSql<{ text: string }>(
      `select concat_ws(' | ', c.kind, c.display_name, c.given_name, c.family_name,
         (select o.display_name from contacts o where o.id = c.company_id)) as text
       from contacts c order by c.display_name`,
    )
    .map(({ text }) => text)

const same = { new: 0, changed: 0 }

it.each([
  ['words', 'true', 'false'],
  ['figures', '1', '0'],
])('a yes where a company is asked for is one, in %s', async (_, yes, no) => {
  const file = `name,is_company,parent_id
Alma Works,${yes},
Rui Sol,${no},Alma Works
Eva Lua,${no},
`
  await runs.bring(file)
  expect(stored()).toEqual([
    'company | Alma Works',
    'person | Eva Lua',
    'person | Rui Sol | Alma Works',
  ])
  expect((await runs.plan(file)).counts).toMatchObject(same)
})

it('a name with the legal form of a company is one, where nothing says otherwise', async () => {
  const file = `Name,Tel.
Alma GmbH,912 000 111
"Bela Works, LLC",912 000 112
Cal S.r.l.,912 000 113
Duo AG,912 000 114
北方有限公司,912 000 115
株式会社アルマ,912 000 116
Ana Ferreira,912 000 117
Ag Lima,912 000 118
`
  await runs.bring(file)
  expect(stored()).toEqual([
    'person | Ag Lima',
    'company | Alma GmbH',
    'person | Ana Ferreira',
    'company | Bela Works, LLC',
    'company | Cal S.r.l.',
    'company | Duo AG',
    'company | 北方有限公司',
    'company | 株式会社アルマ',
  ])
  expect((await runs.plan(file)).counts).toMatchObject(same)
})

it('of a Japanese name only a blank tells the parts', async () => {
  const file = `氏名,フリガナ,電話番号
安達翔,アダチショウ,090-1234-5601
山田　花子,ヤマダハナコ,090-1234-5602
田中 様,タナカ,090-1234-5603
`
  await runs.bring(file)
  expect(stored()).toEqual([
    'person | 安達翔',
    'person | 山田 花子 | 花子 | 山田',
    'person | 田中 様',
  ])
  expect((await runs.plan(file)).counts).toMatchObject(same)
})

it.each([
  ['a number of Japan', 'Name,Phone', '安达翔,+81 90 1234 5601', '安达翔'],
  ['an address of Japan', 'Name,Email', '安达翔,a@example.co.jp', '安达翔'],
  ['nothing of Japan', 'Name,Email', '安达翔,a@example.com', '安达翔 | 达翔 | 安'],
  ['a Chinese header', '姓名,邮箱', '安达翔,a@example.com', '安达翔 | 达翔 | 安'],
])('a name in Han characters beside %s', async (_, header, row, expected) => {
  await runs.bring(`${header}\n${row}\n`)
  expect(stored()).toEqual([`person | ${expected}`])
})
