import { describe, expect, it } from 'vitest'
import {
  type FoundMail,
  runSetUpTest,
  type ServerRefusal,
  type ServersUnderTest,
  type TestMail,
} from '#main/features/email-accounts/set-up-test.ts'
import { fail, ok } from '#shared/domain/result.ts'

/** Servers that answer as they are told; mails arrive after so many looks. */
interface Script {
  readonly smtp?: ServerRefusal['code']
  readonly imap?: ServerRefusal['code'] | null
  readonly send?: ServerRefusal['code']
  readonly arrivesAtLook?: number
  readonly filedAtLook?: number | null
  readonly plusArrives?: boolean
  readonly renames?: boolean
}

const refused = (code: ServerRefusal['code']) => fail(code, { reply: `${code} said` })

const scripted = (script: Script): ServersUnderTest => {
  let made = 0
  let looks = 0
  const find = (mail: TestMail): FoundMail => {
    looks += 1
    const isPlus = mail.to.includes('+')
    const hasArrived = isPlus ? script.plusArrives === true : looks >= (script.arrivesAtLook ?? 1)
    const filedAt = script.filedAtLook ?? 1
    return {
      arrivedAs: hasArrived ? (script.renames ? '<other@x>' : mail.messageId) : null,
      isFiled: script.filedAtLook === null ? null : looks >= filedAt,
    }
  }
  return {
    tryOutgoing: async () => (script.smtp ? refused(script.smtp) : ok({ maxBytes: 1000 })),
    tryIncoming:
      script.imap === null ? null : async () => (script.imap ? refused(script.imap) : ok(null)),
    createMail: (to) => {
      made += 1
      return { to, sendId: `send${made}`, messageId: `<${made}@x>` }
    },
    send: async () => (script.send ? refused(script.send) : ok(null)),
    find: async (mail) => ok(find(mail)),
    close: async () => {},
  }
}

const run = async (script: Script, signal = new AbortController().signal) => {
  let waited = 0
  const phases: (string | null)[] = []
  const { steps, seen } = await runSetUpTest({
    address: 'nora@example.org',
    servers: scripted(script),
    signal,
    tell: ({ phase }) => phases.push(phase),
    wait: async (ms) => {
      waited += ms
    },
  })
  const brief = steps.map(({ step, status, problem }) =>
    [step, status, problem].filter((word) => word !== null).join(' '),
  )
  return { brief, steps, seen, waited, phases }
}

describe('the set-up test', () => {
  it('goes through all steps and says what it saw', async () => {
    const { brief, seen, phases } = await run({ plusArrives: true })
    expect(brief).toEqual(['smtp ok', 'imap ok', 'send ok', 'find ok', 'plus ok'])
    expect(phases).toEqual(['smtp', 'imap', 'send', 'find', 'plus'])
    expect(seen).toEqual({
      keepsMessageId: true,
      filesSent: true,
      hasPlusAddresses: true,
      maxBytes: 1000,
    })
  })

  it('waits for a mail that takes its time', async () => {
    const { brief, waited } = await run({ arrivesAtLook: 20, plusArrives: true })
    expect([brief[3], waited]).toEqual(['find ok', 38_000])
  })

  it('gives up after a minute', async () => {
    const { brief, seen, waited } = await run({ arrivesAtLook: 1000 })
    expect(brief.slice(3)).toEqual(['find failed not-arrived', 'plus skipped'])
    expect([seen, waited]).toEqual([null, 60_000])
  })

  it('looks once more for the copy among the sent mail', async () => {
    expect((await run({ filedAtLook: 2, plusArrives: true })).seen?.filesSent).toBe(true)
    expect((await run({ filedAtLook: 3, plusArrives: true })).seen?.filesSent).toBe(false)
    expect((await run({ filedAtLook: null, plusArrives: true })).seen?.filesSent).toBeNull()
  })

  it('notices a provider that renames, and one without plus addresses', async () => {
    const { brief, seen } = await run({ renames: true })
    expect(brief[4]).toBe('plus ok')
    expect(seen).toMatchObject({ keepsMessageId: false, hasPlusAddresses: false })
  })

  it.each(['connect', 'tls', 'auth'] as const)('tells of %s and sends nothing', async (code) => {
    expect((await run({ smtp: code })).brief).toEqual([
      `smtp failed ${code}`,
      'imap ok',
      'send skipped',
      'find skipped',
      'plus skipped',
    ])
    const { brief, seen, steps } = await run({ imap: code })
    expect(brief).toEqual([
      'smtp ok',
      `imap failed ${code}`,
      'send skipped',
      'find skipped',
      'plus skipped',
    ])
    expect([seen, steps[1]?.reply]).toEqual([null, `${code} said`])
  })

  it('tells of a mail that was not taken', async () => {
    const { brief, seen } = await run({ send: 'refused' })
    expect([brief.slice(2), seen]).toEqual([
      ['send failed refused', 'find skipped', 'plus skipped'],
      null,
    ])
  })

  it('only sends where there is no incoming server', async () => {
    const { brief, seen } = await run({ imap: null })
    expect(brief).toEqual(['smtp ok', 'imap skipped', 'send ok', 'find skipped', 'plus skipped'])
    expect(seen).toEqual({
      keepsMessageId: null,
      filesSent: null,
      hasPlusAddresses: null,
      maxBytes: 1000,
    })
  })

  it('stops when it is told to', async () => {
    const { brief, seen } = await run({}, AbortSignal.abort())
    expect(new Set(brief.map((line) => line.split(' ')[1]))).toEqual(new Set(['skipped']))
    expect(seen).toBeNull()
  })
})
