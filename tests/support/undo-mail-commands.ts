import { type CommandWorld, id, type MakeInput, on } from './command-world.ts'

const subjects = ['How did it go?', '好久不见', '{{ contact.name }}, a question']
const bodies = ['<p>Dear {{ contact.given_name | default: "friend" }}</p>', '<p>你好</p>']
const draft = `intent = 'draft'`
const waits = `exists (select 1 from deliveries d where d.email_id = emails.id
  and emails.intent = 'scheduled' and d.state = 'waiting')`

const account = ({ random }: CommandWorld) => ({
  address: random.pick(['me@lumen.example', 'shop@lumen.example']),
  fromName: random.pick(['Lena Brandt', '林晓']),
  provider: null,
  smtp: { host: 'smtp.lumen.example', port: 465, security: 'tls' },
  imap: random.pick([null, { host: 'imap.lumen.example', port: 993, security: 'tls' }]),
  userName: 'me@lumen.example',
  signature: random.pick([null, '<p>Lena</p>']),
  dailyLimit: 200,
})

const template = ({ random }: CommandWorld) => ({
  name: random.pick(['After the meeting', '节日问候']),
  language: random.pick(['en', 'zh-CN']),
  subject: random.pick(subjects),
  body: random.pick(bodies),
})

const text = ({ random }: CommandWorld) =>
  random.pick([{ subject: random.pick(subjects) }, { body: random.pick(bodies) }])

const contactOf = (world: Pick<CommandWorld, 'random' | 'reader'>): { contactId?: number } => {
  const contacts = world.reader.allSql<{ id: number }>('select id from contacts order by id')
  return contacts.length === 0 ? {} : { contactId: world.random.pick(contacts).id }
}

const accountId = (world: CommandWorld) => id(world, 'email_accounts')

/** Random inputs of the commands about mail. */
export const mailInputs: Readonly<Record<string, MakeInput>> = {
  'emailAccounts.create': account,
  'emailAccounts.update': on('email_accounts', (accountId_, { random }) => ({
    id: accountId_,
    ...random.pick([{ fromName: random.pick(['Lena', '林晓']) }, { signature: null }]),
  })),
  'emailAccounts.setDefault': on('email_accounts', (found) => ({ id: found })),
  'emailAccounts.delete': on('email_accounts', (found) => ({ id: found })),
  'templates.create': template,
  'templates.update': on('templates', (found, world) => ({ id: found, ...text(world) })),
  'templates.delete': on('templates', (found) => ({ id: found })),
  'emails.create': on('contacts', (contactId, world) => ({
    contactId,
    accountId: accountId(world),
    toAddress: 'ana@lumen.example',
    subject: world.random.pick(subjects),
    body: world.random.pick(bodies),
  })),
  'emails.createMany': on('contacts', (contactId, world) => ({
    selection: { ids: [contactId] },
    accountId: accountId(world),
    subject: world.random.pick(subjects),
    body: world.random.pick(bodies),
  })),
  'emails.update': on('emails', (found, world) => ({ id: found, ...text(world) }), draft),
  'emails.attach': on(
    'emails',
    async (found, { random, upload }) => ({
      id: found,
      file: await upload('offer.txt', `offer ${random.integer(4)}`),
      isInline: false,
    }),
    draft,
  ),
  'emails.detach': on(
    'emails',
    (found, { reader }) => ({
      id: found,
      hash: reader.firstSql<{ hash: string }>(
        `select attachments ->> '$[0].hash' as hash from emails where id = ?`,
        found,
      )?.hash,
    }),
    `${draft} and attachments <> '[]'`,
  ),
  'emails.delete': on('emails', (found) => ({ id: found }), draft),
  'emails.deleteMany': on('emails', (found) => ({ ids: [found] }), draft),
  'emails.schedule': on(
    'emails',
    (found, { random }) => ({
      ids: [found],
      when: random.pick([
        { kind: 'now' },
        { kind: 'at', wall: '2027-03-02T09:00', timeZone: 'Europe/Lisbon' },
        { kind: 'in-days', days: 3 },
        { kind: 'next-morning' },
      ]),
      unlessAnswered: random.fraction() < 0.5,
      toEach: random.fraction() < 0.5,
    }),
    `(${draft} or ${waits}) and account_id is not null and to_address is not null`,
  ),
  'emails.cancel': on('emails', (found) => ({ ids: [found] }), `intent = 'scheduled'`),
  'suggestions.accept': ({ random, reader }) => ({
    people: [
      {
        address: `p${random.integer(6)}@field.example`,
        name: random.pick(['Ines Duarte', '周敏']),
        ...(random.fraction() < 0.3 ? contactOf({ random, reader }) : {}),
      },
    ],
  }),
  'suggestions.dismiss': ({ random }) => ({ addresses: [`p${random.integer(6)}@field.example`] }),
  'emails.markSent': on('emails', (found) => ({ id: found }), draft),
}
