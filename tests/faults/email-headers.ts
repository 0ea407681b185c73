import { checkAddress } from '#main/engines/email/address-check.ts'
import { headerText } from '#main/engines/email/header-text.ts'
import { composeMail, type OutgoingMail } from '#main/engines/email/mime.ts'
import { sendMail } from '#main/engines/email/smtp.ts'
import { addressPayload, headerPayload } from '#tests/support/header-payloads.ts'
import { outgoingMail } from '#tests/support/outgoing-mail.ts'
import { hasPythonMail, type PythonMail, readMailsWithPython } from '#tests/support/python-mail.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { startSmtpCatcher } from '#tests/support/smtp-catcher.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import { type FaultLine, type FaultRun, type Findings, measure } from './fault-suite.ts'

const seed = 20_261_121
const id = 'email.headers'
/** How long checking an address may take at most. */
const longestCheckMs = 50

const fields = ['subject', 'from name', 'to', 'to name', 'file name'] as const
type Field = (typeof fields)[number]

interface Trial {
  readonly field: Field
  readonly payload: string
  readonly mail: OutgoingMail
}

const mailWith = (field: Field, payload: string): OutgoingMail | null => {
  const mail = outgoingMail()
  if (field === 'subject') return { ...mail, subject: payload }
  if (field === 'from name') return { ...mail, from: { ...mail.from, name: payload } }
  if (field === 'to name') return { ...mail, to: { ...mail.to, name: payload } }
  if (field === 'file name') {
    return { ...mail, attachments: mail.attachments.map((file) => ({ ...file, name: payload })) }
  }
  const checked = checkAddress(payload)
  return checked.ok ? { ...mail, to: { name: '', address: checked.value } } : null
}

const trialsOf = (field: Field, count: number): readonly (Trial | null)[] => {
  const random = new SeededRandom(seed + fields.indexOf(field))
  return Array.from({ length: count }, () => {
    const payload = field === 'to' ? addressPayload(random) : headerPayload(random)
    const mail = mailWith(field, payload)
    return mail && { field, payload, mail }
  })
}

/** The names of the headers that every mail of these trials has. */
const expectedHeaders = 'content-type date from message-id mime-version subject to x-kith-send-id'
const expectedTypes = 'multipart/mixed multipart/alternative text/plain text/html application/pdf'
const expectedPartHeaders = 'content-disposition content-transfer-encoding content-type'
const isOneLine = (text: string): boolean => !/[\p{Cc}\u2028\u2029]/u.test(text)

const problemsOf = (
  read: PythonMail | { readonly error: string },
  mail: OutgoingMail,
): string[] => {
  if ('error' in read) return [read.error]
  const isEmpty = headerText(mail.subject, 500) === ''
  const headers = read.headers.toSorted().join(' ')
  const claims: Readonly<Record<string, boolean>> = {
    headers: headers === expectedHeaders || (isEmpty && !headers.includes('subject')),
    parts: read.types.join(' ') === expectedTypes,
    'headers of parts': read.partHeaders.join(' ') === expectedPartHeaders,
    to: read.to.join() === mail.to.address,
    'to by old rules': read.toByOldRules.join() === mail.to.address,
    from: read.from.join() === mail.from.address,
    'name on one line': isOneLine(read.fromName),
    'subject on one line': isOneLine(read.subject),
    'one file, without a folder':
      read.fileNames.length === 1 && /^[^/\\]+$/u.test(read.fileNames.join()),
    'file name on one line': isOneLine(read.fileNames.join()),
  }
  return Object.keys(claims).filter((claim) => claims[claim] !== true)
}

const judge = (trials: readonly Trial[], mails: readonly Uint8Array[]): string[] =>
  readMailsWithPython(mails).flatMap((read, n) => {
    const trial = trials[n]
    if (trial === undefined) return ['an answer without a question']
    const problems = problemsOf(read, trial.mail)
    const what = `${trial.field} ${JSON.stringify(trial.payload)}`
    return problems.length === 0 ? [] : [`${what}: ${problems.join(', ')}`]
  })

/** What a server is told of each address that passed the check. */
const wrongEnvelopes = async (trials: readonly Trial[]): Promise<string[]> => {
  const accepted = new Set(
    trials.filter(({ field }) => field === 'to').map(({ mail }) => mail.to.address),
  )
  const heard: string[] = []
  const server = await startSmtpCatcher('tls', {
    onRcptTo: ({ address }, _, done) => {
      heard.push(address)
      done()
    },
  })
  const failures: string[] = []
  for (const to of accepted) {
    heard.length = 0
    const { from } = outgoingMail()
    const outcome = await sendMail({
      account: { host: 'localhost', port: server.port, security: 'tls', userName: 'ada' },
      secret: { kind: 'password', password: 'secret' },
      envelope: { from: from.address, to },
      bytes: Buffer.from('Subject: x\r\n\r\n'),
      onBodyStart: () => {},
      trusted: [testCertificates().authority],
    })
    // The server shows domains in their own letters.
    const told = heard.map((address) => checkAddress(address)).map((one) => one.ok && one.value)
    if (outcome.kind !== 'accepted' || told.join() !== to) failures.push(`${to}: ${told.join()}`)
  }
  await server.stop()
  return accepted.size > 3 ? failures : [...failures, 'hardly an address passed']
}

const slowChecks = (count: number): string[] => {
  const random = new SeededRandom(seed)
  return Array.from({ length: count }, () => addressPayload(random)).filter((payload) => {
    const time = (): number => {
      const began = performance.now()
      checkAddress(payload.repeat(1_000))
      checkAddress(payload)
      return performance.now() - began
    }
    // A second try: the machine may have been busy.
    return time() > longestCheckMs && time() > longestCheckMs
  })
}

const attack = async (count: number): Promise<Findings> => {
  const trials = fields.flatMap((field) => trialsOf(field, count))
  const composed = trials.filter((trial) => trial !== null)
  const mails: Uint8Array[] = []
  for (const { mail } of composed) mails.push((await composeMail(mail)).bytes)
  const slow = slowChecks(count).map((payload) => `slow: ${JSON.stringify(payload)}`)
  const failures = [...judge(composed, mails), ...(await wrongEnvelopes(composed)), ...slow]
  return { n: trials.length, failures }
}

/** Headers as one might write them in a hurry. */
const careless = ({ from, to, subject, attachments }: OutgoingMail): Uint8Array =>
  Buffer.from(
    [
      `From: "${from.name}" <${from.address}>`,
      `To: "${to.name}" <${to.address}>`,
      `Subject: ${subject}`,
      'Date: x\r\nMessage-ID: <x@y>\r\nMIME-Version: 1.0\r\nX-Kith-Send-Id: x',
      'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b',
      `Content-Disposition: attachment; filename="${attachments[0]?.name ?? ''}"\r\n\r\n--b--`,
    ].join('\r\n'),
  )

const attackCareless = async (count: number): Promise<Findings> => {
  const trials = fields.flatMap((field) => trialsOf(field, count)).filter((one) => one !== null)
  const failures = judge(
    trials,
    trials.map(({ mail }) => careless(mail)),
  )
  return {
    n: trials.length,
    failures: failures.filter((failure) => /: (?:headers|.*\bto\b)/u.test(failure)),
  }
}

/**
 * No text becomes a header, a part or an address of its own, by the judgement of Python's `email`,
 * and the server is told of exactly the stored address: 200 payloads for each field in `npm test`,
 * 2,000 at full size. The control writes headers without care.
 */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  if (!hasPythonMail()) {
    const line = { id, n: 0, fail: 0, seed, ms: 0, skipped: 'python3 is not installed' }
    console.log(JSON.stringify(line))
    return [line]
  }
  if (controls) return [await measure(`${id}.control.careless`, seed, () => attackCareless(200))]
  return [await measure(id, seed, () => attack(tier === 'full' ? 2_000 : 200))]
}
