import { readFileSync } from 'node:fs'
import { spreadsheet } from '#tests/fixtures/imports/sheet-packages.ts'
import { zipParts } from '#tests/fixtures/imports/zip-parts.ts'
import { expect, test } from './support/kith.ts'
import { line } from './support/screen.ts'
import {
  choose,
  csvOf,
  drop,
  expectGroups,
  group,
  moveBirthday,
  paste,
  press,
  toRehearsal,
  wizard,
} from './support/wizard.ts'

const rows = [
  '姓名,单位,邮箱,手机,生日,喜好',
  '周敏,清和书店,zhoumin@qinghe.example,138 1234 5678,1984年3月14日,盖碗',
  '郑雨晴,溪边手作,office@xibian.example,0571 8888 1234,,素烧',
  '高思远,,siyuan@foxmail.example,188 8888 0000,1988年2月30日,盖碗',
  ',,,,,茶海',
  '合计,,,,,3',
]

test.beforeEach(async ({ app, kith }) => {
  const owner = { ownerName: '何诺', businessName: '何诺咨询', country: 'CN', currency: 'CNY' }
  await kith.call('settings.updateBusiness', { ...owner, isSetUp: true })
  await kith.call('settings.updateMachine', { language: 'zh-CN' })
  await app.reload()
})

test('a file is dropped, repaired, decided, brought in, taken back and known again, in Chinese', async ({
  app,
  kith,
}) => {
  const { id: zhou } = await kith.call('contacts.create', {
    kind: 'person',
    displayName: '周敏',
    points: [{ kind: 'email', raw: 'zhoumin@qinghe.example' }],
  })
  await kith.call('contacts.create', {
    kind: 'person',
    displayName: '郑雨桐',
    companyName: '溪边手作',
    points: [{ kind: 'phone', raw: '0571-8888 1234' }],
  })
  await line(app, '周敏')
    .or(app.getByRole('heading', { level: 1 }))
    .first()
    .waitFor()
  await drop(app, csvOf(rows, '客户.csv'))
  await expect(wizard(app).getByText('读到 6 行：1 行列名，5 行联系人')).toBeVisible()
  await toRehearsal(app)
  await expectGroups(app, { 可能重复: 1, 有问题的行: 2, 有改动: 1, 新建: 1, 有没读懂的格: 1 })

  // A name where a row has none, and another day where there is none.
  await group(app, '有问题的行').click()
  const nameless = wizard(app).getByRole('row', { name: /没有姓名：茶海/ })
  await nameless.getByRole('textbox', { name: '姓名，可修改' }).fill('钱宏')
  await app.keyboard.press('Enter')
  await expect(wizard(app).getByText('已补上')).toBeVisible()
  await expectGroups(app, { 有问题的行: 1, 新建: 2 })
  await group(app, '有没读懂的格').click()
  const gao = wizard(app).getByRole('row', { name: /高思远/ })
  await expect(gao.getByText('没有这一天')).toBeVisible()
  await gao.getByRole('textbox').fill('1988年2月28日')
  await app.keyboard.press('Enter')
  await expect(group(app, '有没读懂的格')).toBeHidden()

  await group(app, '可能重复').click()
  await expect(wizard(app).getByText('文件第 3 行')).toBeVisible()
  await press(app, '是两个人')
  await expectGroups(app, { 可能重复: 0, 新建: 3 })
  await press(app, '导入 4 行，1 行先放一边')
  await expect(wizard(app).getByText('完成。5 行都有着落。')).toBeVisible()
  const saved = app.waitForEvent('download')
  await press(app, /^存为 CSV/)
  expect(readFileSync(await (await saved).path(), 'utf8')).toContain('合计')

  // Edited since: asked about, and the rest goes back.
  await moveBirthday(kith, zhou)
  await press(app, '撤销导入')
  const question = wizard(app).getByRole('group', { name: '撤销' })
  await question.getByRole('button', { name: '现在撤销' }).click()
  await expect(wizard(app).getByText(/^导入已撤销/)).toBeVisible()
  expect((await kith.call('contacts.count', {})).people).toBe(2)
  await app.keyboard.press('Escape')

  // Brought in again and remembered; the next file takes one click.
  await choose(app, csvOf(rows.slice(0, 2).concat(rows.slice(3, 4)), '客户.csv'))
  await wizard(app).getByText(/^读到/).waitFor()
  await toRehearsal(app)
  await press(app, '导入 2 行')
  await expect(wizard(app).getByText(/^已记住：/)).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(wizard(app)).toBeHidden()
  await choose(app, csvOf(rows.slice(0, 2), '十二月.csv'))
  await expect(wizard(app).getByText(/^Kith 认得这些列：“客户”/)).toBeVisible()
  await press(app, /^开始预演/)
  await expectGroups(app, { 新建: 0, 这次没有的人: 1 })
  await group(app, '这次没有的人').click()
  await expect(wizard(app).getByText('高思远')).toBeVisible()
})

test('a table is pasted, a long one cancelled and one too large refused, in Chinese', async ({
  app,
  kith,
}) => {
  await choose(app, csvOf(['姓名,邮箱', '王伟,wangwei@yiye.example']))
  await wizard(app).getByText(/^读到/).waitFor()
  await app.keyboard.press('Escape')
  await app.goto(`${kith.origin}/#/imports`)
  await wizard(app).getByRole('button', { name: '粘贴表格' }).waitFor()
  await paste(app, '姓名\t邮箱\n陈美玲\tmeiling@shiguang.example')
  await expect(wizard(app).getByText('读到 2 行：1 行列名，1 行联系人')).toBeVisible()
  await toRehearsal(app)
  await press(app, '导入 1 行')
  await expect(wizard(app).getByText(/^完成。/)).toBeVisible()
  await app.keyboard.press('Escape')

  const many = Array.from({ length: 60_000 }, (_, at) => `客户${at},p${at}@example.com`)
  await choose(app, csvOf(['姓名,邮箱', ...many]))
  await wizard(app)
    .getByText(/^先?读/)
    .first()
    .waitFor()
  await app.keyboard.press('Control+Enter')
  await press(app, /^开始预演/)
  await expect(wizard(app).getByText('还没有改动任何数据，随时可以取消。')).toBeVisible()
  await press(app, '取消')
  await expect(wizard(app).getByRole('button', { name: /^开始预演/ })).toBeVisible()
  await app.keyboard.press('Escape')
  expect((await kith.call('contacts.count', {})).people).toBe(1)

  const cells =
    '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000"><v>1</v></c></row></sheetData>'
  const buffer = await zipParts(spreadsheet([{ name: 'Sheet1', xml: cells }]))
  await choose(app, { ...csvOf([], '太大.xlsx'), buffer })
  await expect(
    wizard(app).getByText(/超过 2,500,000 个单元格.*请在表格软件里另存为 CSV/),
  ).toBeVisible()
})
