/** One file of a made-up tree: `breaks` names the lint rule that must refuse it, null for none. */
export interface Plant {
  readonly file: string
  readonly source: string
  readonly breaks: string | null
}

const layerPlant = (breaks: string | null) => {
  let count = 0
  return (file: string, specifier: string, kind: 'value' | 'type' = 'value'): Plant => {
    count += 1
    const name = file.replace('*', `${breaks ? 'wrong' : 'right'}-${count}`)
    const what = kind === 'type' ? 'import type { thing }' : 'import { thing }'
    const use = kind === 'type' ? 'export type Used = typeof thing' : 'export const used = thing'
    return { file: name, source: `${what} from '${specifier}'\n\n${use}\n`, breaks }
  }
}

const wrong = layerPlant('kith(layers)')
const right = layerPlant(null)

const contacts = 'src-main/features/contacts'
const rendererContacts = 'src-renderer/features/contacts'

/** A broken import for every row of the layer table and every restricted package. */
export const forbiddenImports: readonly Plant[] = [
  wrong('src-shared/domain/*.ts', '#shared/contract/wire.ts'),
  wrong('src-shared/domain/*.ts', 'node:fs'),
  wrong('src-shared/domain/*.ts', 'react'),
  wrong('src-shared/domain/*.ts', '#tests/support/clock.ts'),
  wrong('src-shared/contract/*.ts', '#main/db/schema.ts', 'type'),
  wrong('src-shared/contract/*.ts', 'i18next'),
  wrong('src-shared/i18n/*.ts', '#shared/contract/wire.ts'),
  wrong('src-shared/commands-*.ts', '#shared/contract/wire.ts'),
  wrong('src-shared/commands-*.ts', 'electron'),
  wrong('src-main/platform/*.ts', '#main/db/schema.ts'),
  wrong('src-main/platform/*.ts', 'kysely'),
  wrong('src-main/engines/analytics/*.ts', '#main/platform/clock.ts'),
  wrong('src-main/engines/analytics/*.ts', 'node:fs'),
  wrong('src-main/engines/file-formats/*.ts', '#main/db/schema.ts', 'type'),
  wrong('src-main/engines/matching/*.ts', '#main/engines/file-formats/table/table.ts'),
  wrong('src-main/engines/matching/*.ts', 'better-sqlite3'),
  wrong('src-main/engines/encodings/*.ts', '#main/engines/file-formats/table/table.ts'),
  wrong('src-main/engines/encodings/*.ts', '#main/platform/clock.ts'),
  wrong('src-main/engines/encodings/*.ts', 'node:util'),
  wrong('src-main/engines/search/*.ts', '#shared/contract/wire.ts'),
  wrong('src-main/engines/search/*.ts', 'node:path'),
  wrong('src-main/engines/email/*.ts', '#main/db/schema.ts'),
  wrong('src-main/engines/email/*.ts', 'nodemailer'),
  wrong('src-main/engines/email/*.ts', 'imapflow'),
  wrong('src-main/engines/email/*.ts', 'oauth4webapi'),
  wrong('src-main/engines/scheduler/*.ts', '#main/features/jobs/jobs.service.ts'),
  wrong('src-main/db/migrations/*.ts', '#main/db/schema.ts'),
  wrong('src-main/db/migrations/*.ts', '#shared/contract/wire.ts', 'type'),
  wrong('src-main/db/*.ts', '#main/features/contacts/contacts.service.ts', 'type'),
  wrong('src-main/db/*.ts', 'better-sqlite3'),
  wrong('src-main/platform/*.ts', 'better-sqlite3', 'type'),
  wrong('src-main/db/unit-of-work.ts', '#main/dispatch.ts'),
  wrong('src-main/db/bulk.ts', '#main/application.ts'),
  wrong(`${contacts}/*.repository.ts`, './contacts.service.ts'),
  // A large slice has folders; the roles and the walls around it are the same in them.
  wrong(`${contacts}/folder/*.repository.ts`, '../contacts.service.ts'),
  wrong(`${contacts}/folder/*.ts`, '#main/features/jobs/jobs.repository.ts'),
  wrong(`${contacts}/*.repository.ts`, '#main/platform/clock.ts'),
  wrong(`${contacts}/*.repository.ts`, '#main/features/jobs/jobs.repository.ts'),
  wrong(`${contacts}/*.service.ts`, '#main/features/jobs/jobs.service.ts'),
  wrong(`${contacts}/*.service.ts`, '#main/features/jobs/jobs.repository.ts', 'type'),
  wrong(`${contacts}/*.service.ts`, '#main/db/executor.ts'),
  wrong(`${contacts}/*.service.ts`, 'kysely'),
  wrong(`${contacts}/*.job.ts`, '#main/features/jobs/jobs.service.ts'),
  wrong(`${contacts}/*.job.ts`, '#main/application.ts'),
  wrong(`${contacts}/*.handlers.ts`, './contacts.repository.ts'),
  wrong(`${contacts}/*.handlers.ts`, '#main/dispatch.ts'),
  wrong(`${contacts}/*.ts`, '#main/hosts/loopback/launch.ts'),
  wrong(`${contacts}/*.ts`, 'react'),
  wrong('src-main/dispatch-*.ts', '#main/features/contacts/contacts.service.ts'),
  wrong('src-main/dispatch-*.ts', '#main/db/schema.ts', 'type'),
  wrong('src-main/root-*.ts', '#main/hosts/loopback/launch.ts'),
  wrong('src-main/root-*.ts', '#renderer/api/client.ts'),
  wrong('src-main/root-*.ts', '#tests/support/clock.ts', 'type'),
  wrong('src-main/root-*.ts', 'node:http'),
  wrong('src-main/root-*.ts', 'electron', 'type'),
  wrong('src-main/hosts/electron/*.ts', '#main/hosts/loopback/launch.ts'),
  wrong('src-main/hosts/electron/*.ts', '#main/db/open-workspace.ts'),
  wrong('src-main/hosts/electron/*.ts', 'node:http'),
  wrong('src-main/hosts/loopback/*.ts', '#main/hosts/electron/window.ts'),
  wrong('src-main/hosts/loopback/*.ts', '#main/features/contacts/contacts.service.ts', 'type'),
  wrong('src-main/hosts/loopback/*.ts', 'electron'),
  wrong('src-renderer/api/*.ts', '#renderer/ui/button.tsx'),
  wrong('src-renderer/api/*.ts', '#main/dispatch.ts', 'type'),
  wrong('src-renderer/ui/*.tsx', '#renderer/api/client.ts'),
  wrong('src-renderer/ui/*.tsx', '#shared/contract/wire.ts', 'type'),
  wrong('src-renderer/charts/*.tsx', '#renderer/ui/button.tsx'),
  wrong('src-renderer/charts/*.tsx', '#renderer/api/client.ts'),
  wrong(`${rendererContacts}/*.tsx`, '#renderer/features/today/today-page.tsx'),
  wrong(`${rendererContacts}/*.tsx`, '../today/today-page.tsx', 'type'),
  wrong(`${rendererContacts}/*.tsx`, '#renderer/app/routes.tsx'),
  wrong(`${rendererContacts}/*.tsx`, '#main/features/contacts/contacts.service.ts', 'type'),
  wrong(`${rendererContacts}/*.tsx`, 'node:path'),
  wrong('src-renderer/app/*.tsx', '#main/application.ts', 'type'),
  wrong('src-renderer/app/*.tsx', '#tests/support/clock.ts'),
  wrong('src-renderer/app/*.tsx', 'temporal-polyfill'),
  wrong('src-shared/domain/*.ts', 'temporal-polyfill'),
  wrong('src-shared/domain/*.ts', '../../src-shared/domain/ids.ts'),
  wrong('src-shared/domain/*.ts', '../../resources/scripts/build.mjs'),
  wrong('src-shared/domain/*.ts', './ids'),
  wrong('src-main/nowhere/*.ts', '#shared/domain/ids.ts'),
  wrong('resources/scripts/*.mjs', '#main/application.ts'),
  wrong('other.config.ts', '#main/application.ts'),
]

/** Their neighbours that differ in one word and are allowed: the rules are not simply "no". */
export const allowedImports: readonly Plant[] = [
  right('tests/support/*.ts', '#main/application.ts'),
  right('tests/resources/scripts/*.ts', '../../../resources/scripts/build.mjs'),
  right('src-shared/domain/*.ts', './ids.ts'),
  right('src-shared/domain/*.ts', 'libphonenumber-js'),
  right('src-shared/domain/time.ts', 'temporal-polyfill'),
  right('src-shared/contract/*.ts', 'zod'),
  right('src-shared/contract/*.ts', '#shared/domain/ids.ts'),
  right('src-main/platform/*.ts', 'node:crypto'),
  right('src-main/platform/oauth-redirect.ts', 'node:http'),
  right('src-main/engines/search/*.ts', '#shared/domain/ids.ts'),
  right('src-main/engines/search/*.ts', './keys.ts'),
  right('src-main/engines/search/*.ts', 'pinyin-pro'),
  right('src-main/engines/email/smtp.ts', 'nodemailer'),
  right('src-main/engines/email/mime.ts', 'nodemailer/lib/mail-composer'),
  right('src-main/engines/email/*.ts', '#main/engines/scheduler/next-run.ts'),
  right('src-main/engines/email/incoming/*.ts', '#main/engines/encodings/survey-encoding.ts'),
  right('src-main/engines/email/imap.ts', 'imapflow'),
  right('src-main/engines/email/sign-in-client.ts', 'oauth4webapi'),
  right('src-main/engines/scheduler/*.ts', '#main/db/schema.ts'),
  right('src-main/db/migrations/*.ts', 'kysely'),
  right('src-main/db/open-workspace.ts', 'better-sqlite3'),
  right('src-main/db/*.ts', 'better-sqlite3', 'type'),
  right(`${contacts}/*.repository.ts`, '#main/db/executor.ts'),
  right(`${contacts}/*.service.ts`, './contacts.repository.ts'),
  right(`${contacts}/folder/*.repository.ts`, '#main/db/bulk.ts', 'type'),
  right(`${contacts}/folder/*.ts`, '../contacts.repository.ts', 'type'),
  right(`${contacts}/*.service.ts`, '#main/features/jobs/jobs.service.ts', 'type'),
  right(`${contacts}/*.service.ts`, '#main/db/unit-of-work.ts'),
  right(`${contacts}/*.service.ts`, '#main/engines/matching/keys.ts'),
  right(`${contacts}/*.job.ts`, '#main/db/bulk.ts'),
  right(`${contacts}/*.handlers.ts`, './contacts.service.ts'),
  right(`${contacts}/*.handlers.ts`, '#main/dispatch.ts', 'type'),
  right('src-main/dispatch-*.ts', '#shared/contract/index.ts'),
  right('src-main/root-*.ts', '#main/features/contacts/contacts.service.ts'),
  right('src-main/hosts/electron/*.ts', 'electron'),
  right('src-main/hosts/loopback/*.ts', 'node:http'),
  right('src-main/hosts/loopback/*.ts', '#main/application.ts'),
  right('src-renderer/api/*.ts', '@tanstack/react-query'),
  right('src-renderer/ui/*.tsx', '@mantine/core'),
  right('src-renderer/charts/*.tsx', '#shared/domain/ids.ts'),
  right(`${rendererContacts}/*.tsx`, '#renderer/ui/button.tsx'),
  right(`${rendererContacts}/*.tsx`, './contact-form.tsx'),
  right('src-renderer/app/*.tsx', '#renderer/features/contacts/contacts-page.tsx'),
  right('resources/scripts/*.mjs', 'node:fs'),
]

const manyLines = (count: number, line: string) => `${line}\n`.repeat(count)
const component = (body: string) => `export const Part = () => (\n  <div>${body}</div>\n)\n`

/** One violation of every other habit that lint keeps. */
export const brokenHabits: readonly Plant[] = [
  {
    file: 'src-main/platform/any.ts',
    breaks: 'typescript(no-explicit-any)',
    source: 'export const read = (text: string): any => text\n',
  },
  {
    file: 'src-main/platform/floating.ts',
    breaks: 'typescript(no-floating-promises)',
    source: 'const wait = async () => 1\nexport const go = () => {\n  wait()\n}\n',
  },
  {
    file: 'src-main/platform/by-default.ts',
    breaks: 'import(no-default-export)',
    source: 'export default 1\n',
  },
  {
    file: 'src-main/platform/typed.ts',
    breaks: 'typescript(consistent-type-imports)',
    source:
      "import { Shape } from './shape.ts'\n\nexport const shape = (one: Shape): Shape => one\n",
  },
  {
    file: 'src-main/platform/shape.ts',
    breaks: null,
    source: 'export interface Shape {\n  readonly side: number\n}\n',
  },
  {
    file: 'src-main/platform/first.ts',
    breaks: 'import(no-cycle)',
    source: "import { second } from './second.ts'\n\nexport const first = () => second\n",
  },
  {
    file: 'src-main/platform/second.ts',
    breaks: 'import(no-cycle)',
    source: "import { first } from './first.ts'\n\nexport const second = () => first\n",
  },
  {
    file: 'src-main/platform/NotKebab.ts',
    breaks: 'unicorn(filename-case)',
    source: 'export const one = 1\n',
  },
  {
    file: 'src-main/platform/long-file.ts',
    breaks: 'eslint(max-lines)',
    source: `export const all = [\n${manyLines(400, '  1,')}]\n`,
  },
  {
    file: 'src-main/platform/long-function.ts',
    breaks: 'eslint(max-lines-per-function)',
    source: `export const all = () => [\n${manyLines(60, '  1,')}]\n`,
  },
  {
    file: 'src-main/platform/many-parameters.ts',
    breaks: 'eslint(max-params)',
    source: 'export const sum = (a: number, b: number, c: number, d: number) => a + b + c + d\n',
  },
  {
    file: 'src-main/platform/printed.ts',
    breaks: 'eslint(no-console)',
    source: "export const say = () => console.log('x')\n",
  },
  {
    file: 'src-main/platform/unexplained-cast.ts',
    breaks: 'kith(cast-reason)',
    source: 'export const one = (text: unknown) => text as string\n',
  },
  {
    file: 'src-main/platform/explained-cast.ts',
    breaks: null,
    source: '// Only strings come in here.\nexport const one = (text: unknown) => text as string\n',
  },
  {
    file: 'src-main/platform/unexplained-silence.ts',
    breaks: 'kith(suppression-reason)',
    source: '// oxlint-disable-next-line no-console\nexport const say = () => console.log(1)\n',
  },
  {
    file: 'src-main/db/date-now.ts',
    breaks: 'kith(no-ambient-state)',
    source: 'export const now = () => Date.now()\n',
  },
  {
    file: 'src-main/db/new-date.ts',
    breaks: 'kith(no-ambient-state)',
    source: 'export const now = () => new Date()\n',
  },
  {
    file: 'src-main/db/dated.ts',
    breaks: null,
    source: 'export const at = (time: number) => new Date(time)\n',
  },
  {
    file: 'src-shared/domain/random.ts',
    breaks: 'kith(no-ambient-state)',
    source: 'export const roll = () => Math.random()\n',
  },
  {
    file: 'src-main/platform/asked.ts',
    breaks: null,
    source: 'export const now = () => Date.now()\n',
  },
  {
    file: 'src-renderer/ui/printed.ts',
    breaks: 'kith(kept-format)',
    source: "export const print = (n: number) => new Intl.NumberFormat('en').format(n)\n",
  },
  {
    file: 'src-renderer/ui/danger.tsx',
    breaks: 'react(no-danger)',
    source: "export const Raw = () => <div dangerouslySetInnerHTML={{ __html: '1' }} />\n",
  },
  {
    file: 'src-renderer/ui/words.tsx',
    breaks: 'kith(no-literal-text)',
    source: component('Hello'),
  },
  {
    file: 'src-renderer/ui/template-words.tsx',
    breaks: 'kith(no-literal-text)',
    source: component('{`x ${1}`}'),
  },
  {
    file: 'src-renderer/ui/label.tsx',
    breaks: 'kith(no-literal-text)',
    source: component('<img alt="Photo" src="/a.png" />'),
  },
  { file: 'src-renderer/ui/marks.tsx', breaks: null, source: component('·') },
  {
    file: 'src-renderer/ui/bridge.tsx',
    breaks: 'kith(bridge)',
    source: 'export const call = () => Reflect.has(window, "x") && window.kith\n',
  },
]
