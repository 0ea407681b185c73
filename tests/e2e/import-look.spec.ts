import type { Page } from '@playwright/test'
import { type Kith, test } from './support/kith.ts'
import { inspectLook, prepareLook } from './support/look.ts'
import { goTo } from './support/screen.ts'
import { choose, csvOf, wizard } from './support/wizard.ts'

interface Words {
  readonly file: string
  readonly lines: readonly string[]
  readonly known: readonly (readonly [
    name: string,
    email: string,
    phone: string,
    company: string,
  ])[]
  readonly tag: string
  readonly field: RegExp
  readonly rule: RegExp
  readonly groups: readonly (readonly [name: string, label: string])[]
  readonly done: RegExp
}

const german = [
  'Name;Firma;E-Mail;Telefon;Geburtstag;Niveau;Bemerkung',
  'Henrik Sørensen;;henrik@sorensen.example;+45 20 12 34 56;03.11.1979;B2;ruft lieber abends an',
  'Emre Yıldız;;emre.yildiz@posta.example;+90 532 123 45 67;17.06.1991;C1;',
  'João Antunes;Lumen Studio;joao@lumen.example;912 000 111;24.01.;B1;vegetarisch',
  'Ana Ferreira;Lumen Estúdio;ana@lumen.example;+351 912 345 678;14.03.1984;C1;',
  'Maria Weber;Weber & Sohn;info@weber.example;+49 171 554321;;A2;',
  'Élodie Marchand;Atelier Dubois;elodie@atelier.example;+33 6 12 34 56 78;30.02.1990;B1;',
  'Rita Campos;;rita.campos@mail;+44 7700 900123;12.08.1995;B2;',
  ';;;;;B2;ohne Namen',
  'Claire Dubois;;claire@dubois.example;;;;',
]

const chinese = [
  '姓名,单位,邮箱,手机,生日,喜好,备注',
  '周敏,清和书店,zhoumin@qinghe.example,138 1234 5678,1984年3月14日,盖碗,下午联系',
  '王伟,一叶茶馆,wangwei@yiye.example,139-0000-1122,1979/11/3,茶海,',
  '陈美玲,拾光民宿,meiling@shiguang.example,137 2222 3344,1990-5-6,盖碗,',
  '郑雨晴,溪边手作,office@xibian.example,+86 571 8888 1234,-,素烧,',
  '叶清,,yeqing@163,136 6666 7777,1995.8.12,茶海,',
  '高思远,,siyuan@foxmail.example,+86 188 8888 0000,1988年2月30日,盖碗,周敏介绍',
  '钱宏,远帆物流,qianhong@yuanfan.example,150 1111 2222,1981-7-7,素烧,',
]

const words: Readonly<Record<'en' | 'zh-CN', Words>> = {
  en: {
    file: 'clients_2026.csv',
    lines: german,
    known: [
      ['Ana Ferreira', 'ana@lumen.example', '+351 912 345 670', 'Lumen Studio'],
      ['Jonas Weber', 'jonas@weber.example', '+49 171 554321', 'Weber & Sohn'],
      ['Claire Dubois', 'claire@dubois.example', '', ''],
    ],
    tag: 'Add tag or stage',
    field: /^Change the new field/,
    rule: /if Kith already has one/,
    groups: [
      ['changed', 'Changed'],
      ['new', 'New'],
      ['duplicates', 'Possible duplicates'],
      ['problems', 'Rows with a problem'],
    ],
    done: /^Done\./,
  },
  'zh-CN': {
    file: '客户名单2026.csv',
    lines: chinese,
    known: [
      ['周敏', 'zhoumin@qinghe.example', '+86 138 1234 5670', '清和书店'],
      ['郑雨桐', 'yutong@xibian.example', '+86 571 8888 1234', '溪边手作'],
      ['钱宏', 'qianhong@yuanfan.example', '+86 150 1111 2222', '远帆物流'],
      ['陈美玲', '', '', ''],
    ],
    tag: '加标签或阶段',
    field: /^修改新字段/,
    rule: /^Kith 里已有/,
    groups: [
      ['changed', '有改动'],
      ['new', '新建'],
      ['duplicates', '可能重复'],
      ['problems', '有问题的行'],
    ],
    done: /^完成。/,
  },
}

const seed = async (kith: Kith, { known }: Words): Promise<void> => {
  for (const [displayName, email, phone, companyName] of known) {
    await kith.call('contacts.create', {
      kind: 'person',
      displayName,
      points: [
        ...(email === '' ? [] : [{ kind: 'email' as const, raw: email }]),
        ...(phone === '' ? [] : [{ kind: 'phone' as const, raw: phone }]),
      ],
      ...(companyName === '' ? {} : { companyName }),
    })
  }
}

const columns = async (
  page: Page,
  { tag, field, rule }: Words,
  language: 'en' | 'zh-CN',
): Promise<void> => {
  await page.keyboard.press('Control+Enter')
  await wizard(page).getByRole('combobox').first().waitFor()
  await inspectLook(page, 'import-2-columns', language)
  await wizard(page).getByRole('combobox').nth(3).click()
  await page.getByRole('listbox').waitFor()
  await inspectLook(page, 'import-2-columns-menu', language)
  await page.keyboard.press('Escape')
  await wizard(page).getByRole('button', { name: rule }).first().click()
  await page.getByRole('menu').waitFor()
  await inspectLook(page, 'import-2-columns-rule', language)
  await page.keyboard.press('Escape')
  await wizard(page).getByRole('button', { name: tag }).click()
  await inspectLook(page, 'import-2-columns-tag', language)
  await page.keyboard.press('Escape')
  await wizard(page).getByRole('button', { name: field }).first().click()
  await page.locator('.mantine-Modal-content').waitFor()
  await inspectLook(page, 'import-2-columns-field', language)
  await page.keyboard.press('Escape')
  await page.locator('.mantine-Modal-content').waitFor({ state: 'hidden' })
}

for (const language of ['en', 'zh-CN'] as const) {
  test(`every step of the import, ${language}: axe, no overflow`, async ({ app, kith }) => {
    const said = words[language]
    await kith.setUp()
    if (language === 'zh-CN') await kith.call('settings.updateBusiness', { country: 'CN' })
    await kith.call('settings.updateMachine', { language, theme: 'system' })
    await seed(kith, said)
    await prepareLook(app)
    await app.reload()
    await app.emulateMedia({ reducedMotion: 'reduce' })
    await goTo(app, '/imports')
    await wizard(app).getByRole('heading', { level: 2 }).waitFor()
    await inspectLook(app, 'import-0-choose', language)
    await choose(app, csvOf(said.lines, said.file))
    await wizard(app).getByRole('table').waitFor()
    await inspectLook(app, 'import-1-read', language)
    await columns(app, said, language)
    // A dialog that fades away still takes the keys.
    await wizard(app)
      .getByRole('button', { name: /^(Rehearse|开始预演)/ })
      .click()
    const groups = wizard(app).getByRole('navigation')
    await groups.waitFor()
    for (const [name, label] of said.groups) {
      await groups.getByRole('button', { name: new RegExp(`^${label}`) }).click()
      await inspectLook(app, `import-3-${name}`, language)
    }
    await app.keyboard.press('Control+Enter')
    await wizard(app).getByRole('heading', { name: said.done }).waitFor()
    await inspectLook(app, 'import-4-result', language)
  })
}
