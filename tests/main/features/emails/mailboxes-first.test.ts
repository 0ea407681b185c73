import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { MailboxesFirst } from '#main/features/emails/sending/mailboxes-first.ts'
import type { Candidate } from '#main/features/emails/sending/outbox.repository.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { type CutProxy, startCutProxy } from '#tests/support/cut-proxy.ts'
import { dovecotObstacle } from '#tests/support/dovecot.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { idleAccount, noraAddress } from '#tests/support/mail-accounts.ts'
import { mailText } from '#tests/support/mailbox-workspace.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'
import { type PostOffice, startPostOffice } from '#tests/support/post-office.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const minute = 60_000
const hour = 60 * minute
let office: PostOffice
let houses = 0

/** The house of an owner whose mailbox lies behind a proxy, and somebody to write to. */
const openHouse = async () => {
  houses += 1
  const user = `nora${houses}`
  const proxy: CutProxy = await startCutProxy(office.imap.tlsPort)
  onTestFinished(() => proxy.stop())
  const parts = {
    folder: temporaryFolder(),
    clock: new FakeClock(),
    secrets: new MemorySecrets(),
    trustedCertificates: [office.ca],
    isSelfActing: true,
  }
  const opened: TestApplication[] = []
  const open = async (): Promise<TestApplication> => {
    const app = await openTestApplication(parts)
    opened.push(app)
    return app
  }
  onTestFinished(async () => opened.at(-1)?.close())
  const app = await open()
  const addAccount = async (address: string, userName: string, port = proxy.port) => {
    const { id } = await app.call('emailAccounts.create', {
      ...idleAccount,
      address,
      userName,
      smtp: { host: 'localhost', port: office.smtpPort, security: 'tls' },
      imap: { host: 'localhost', port, security: 'tls' },
    })
    await app.call('emailAccounts.setPassword', { id, password: 'p' })
    return id
  }
  const accountId = await addAccount(noraAddress, user)
  const address = `bob${houses}@ross.example`
  const { id: contactId } = await app.call('contacts.create', {
    kind: 'person',
    displayName: 'Bob',
    points: [{ kind: 'email', raw: address }],
  })
  await app.call('mailboxes.sync', {})
  const write = async (): Promise<EmailId> => {
    const text = { contactId, accountId, subject: 'News', body: '<p>Hi</p>' }
    return (await app.call('emails.create', text)).id
  }
  /** A mail that is due in an hour. */
  const plan = async (unlessAnswered = false): Promise<EmailId> => {
    const id = await write()
    const wall = new Date(parts.clock.now() + hour).toISOString().slice(0, 16)
    const when = { kind: 'at', wall, timeZone: 'UTC' } as const
    await app.call('emails.schedule', { ids: [id], when, unlessAnswered })
    await app.call('mailboxes.sync', {})
    return id
  }
  /** Comes in twenty minutes; whoever is asleep then does not notice. */
  const willSay = (body: string, to = user): void => {
    const at = parts.clock.now() + 20 * minute
    const mail = mailText(
      {
        Date: new Date(at).toUTCString().replace('GMT', '+0000'),
        From: address,
        To: noraAddress,
        Subject: 'Re: News',
        'Message-ID': `<said.${address}>`,
      },
      body,
    )
    office.imap.deliver(to, mail, { at })
  }
  /** Sent off by hand a moment before the lid is closed. */
  const sendNow = async (): Promise<EmailId> => {
    const id = await write()
    await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
    return id
  }
  const advance = (ms: number): void => parts.clock.advance(ms)
  const sleep = (): void => parts.clock.set(parts.clock.now() + 2 * hour)
  const look = (now: TestApplication) => now.call('emails.switch', { isOn: true })
  const taken = (): number => office.taken.filter(({ to }) => to === address).length
  return {
    app,
    open,
    contactId,
    proxy,
    addAccount,
    plan,
    sendNow,
    willSay,
    advance,
    sleep,
    look,
    taken,
  }
}

const stateOf = async (app: TestApplication, id: EmailId): Promise<string> => {
  const { state, reason } = (await app.call('emails.get', { id })).email
  return reason === null ? state : `${state} ${reason}`
}

describe.skipIf(dovecotObstacle !== null)('nothing is claimed before the mailbox was read', () => {
  beforeAll(async () => {
    office = await startPostOffice({ filesSent: true })
  })
  afterAll(() => office.stop())

  test('after sleep: who wrote STOP meanwhile gets no mail', async () => {
    const house = await openHouse()
    const id = await house.plan()
    house.willSay('STOP')
    house.sleep()
    house.proxy.delay(40)
    await house.look(house.app)
    await expect.poll(() => stateOf(house.app, id)).toBe('suppressed unsubscribed')
    expect(house.taken()).toBe(0)
  })

  test('at a start, however long it takes', async () => {
    const house = await openHouse()
    const id = await house.plan()
    await house.app.close()
    house.willSay('STOP')
    house.sleep()
    house.proxy.delay(150)
    const again = await house.open()
    await expect.poll(() => stateOf(again, id), { timeout: 20_000 }).toBe('suppressed unsubscribed')
    expect(house.taken()).toBe(0)
  })

  test('unless it cannot be read: what was sent off by hand leaves all the same', async () => {
    const house = await openHouse()
    const planned = await house.plan()
    const waiting = await house.plan(true)
    const id = await house.sendNow()
    house.sleep()
    house.proxy.cutAfter(100)
    await house.look(house.app)
    await expect.poll(() => stateOf(house.app, id)).toBe('sent')
    await expect.poll(() => stateOf(house.app, waiting)).toBe('held inbox-stale')
    await expect.poll(() => stateOf(house.app, planned)).toBe('held inbox-stale')
    expect(house.taken()).toBe(1)
  })

  test('who wrote STOP while the mailbox could not be read gets no planned mail', async () => {
    const house = await openHouse()
    const id = await house.plan()
    house.willSay('STOP')
    house.sleep()
    house.proxy.cutAfter(100)
    await house.look(house.app)
    await expect.poll(() => stateOf(house.app, id)).toBe('held inbox-stale')
    house.proxy.cutAfter(null)
    house.advance(30_000)
    await house.look(house.app)
    await expect.poll(() => stateOf(house.app, id)).toBe('suppressed unsubscribed')
    expect(house.taken()).toBe(0)
  })

  test.for([
    ['minutes', 5 * minute],
    ['a moment', 5_000],
  ] as const)(
    'who wrote STOP while they were no contact gets no planned mail, back since %s',
    async ([, since]) => {
      const house = await openHouse()
      const id = await house.plan()
      house.advance(40 * minute)
      const { operationId } = await house.app.call('contacts.delete', {
        selection: { ids: [house.contactId] },
      })
      house.willSay('STOP')
      house.advance(20 * minute - since)
      await house.app.call('mailboxes.sync', {})
      if (operationId === null) throw new Error('nothing was deleted')
      await house.app.call('history.undo', { id: operationId })
      house.advance(since)
      await house.look(house.app)
      await expect
        .poll(() => stateOf(house.app, id))
        .toBe(since > minute ? 'suppressed unsubscribed' : 'held inbox-stale')
      house.advance(30_000)
      await house.look(house.app)
      await expect.poll(() => stateOf(house.app, id)).toBe('suppressed unsubscribed')
      expect(house.taken()).toBe(0)
    },
  )

  test('an answer to another address of the owner stops what waits for one', async () => {
    const house = await openHouse()
    await house.addAccount('shop@hale.example', 'shop', office.imap.tlsPort)
    const id = await house.plan(true)
    house.willSay('Yes, I want it', 'shop')
    house.sleep()
    await house.look(house.app)
    await expect.poll(() => stateOf(house.app, id)).toBe('draft answered')
    expect(house.taken()).toBe(0)
  })

  test('whose account alone holds what waits for an answer', async () => {
    const house = await openHouse()
    // Nobody listens there.
    await house.addAccount('shop@hale.example', 'shop', 9)
    const id = await house.plan(true)
    house.sleep()
    await house.look(house.app)
    await expect.poll(() => stateOf(house.app, id)).toBe('sent')
  })
})

describe('a mailbox is read for a mail', () => {
  const clock = new FakeClock()
  const never = new AbortController().signal
  const unbound = { unlessAnswered: 0, sendAt: null, isToMany: 0 }
  const mail = (more: Partial<Candidate> = {}): Candidate =>
    // Of a candidate nothing else is looked at.
    ({ nextAttemptAt: clock.now(), accountUid: 'a', ...unbound, ...more }) as Candidate
  const open = (
    lastSyncAt: number | null,
    refreshMailbox: (uid: string) => Promise<void> = async () => {},
    awakeSince = clock.now(),
  ) => {
    const asked: string[] = []
    const awake = { since: awakeSince }
    const first = new MailboxesFirst({
      outbox: {
        mailboxes: () => ['a', 'b'].map((accountUid) => ({ accountUid, lastSyncAt })),
        isSwitchedOn: () => true,
        holdAll: () => null,
      },
      refreshMailbox: (uid) => {
        asked.push(uid)
        return refreshMailbox(uid)
      },
      awakeSince: () => awake.since,
      clock,
      patienceMs: 50,
    })
    return { first, asked, awake }
  }

  test('of each account once, and not when it was read lately or nothing is due', async () => {
    const read = open(clock.now())
    await read.first.readFor(mail(), never)
    const stale = open(clock.now() - 1)
    await stale.first.readFor(mail({ nextAttemptAt: clock.now() + 1 }), never)
    expect([...read.asked, ...stale.asked]).toEqual([])
    await Promise.all([stale.first.readFor(mail(), never), stale.first.readFor(mail(), never)])
    await stale.first.readFor(mail({ accountUid: 'b' }), never)
    expect(stale.asked).toEqual(['a', 'b'])
  })

  test('although it was just read where older mail is still to be looked for', async () => {
    const { first, asked } = open(clock.now())
    const read = { sendAt: '2026-11-20T11:00', imapHost: 'localhost', lastSyncAt: clock.now() }
    await first.readFor(mail({ ...read, awaitsLookBack: 0 }), never)
    expect(asked).toEqual([])
    await first.readFor(mail({ ...read, awaitsLookBack: 1 }), never)
    expect(asked).toEqual(['a'])
  })

  test('again a while later where it could not be read: the network may have come', async () => {
    const { first, asked } = open(null, undefined, clock.now() - hour)
    await first.readFor(mail(), never)
    clock.advance(19_999)
    await first.readFor(mail(), never)
    expect(first.readAgain('a')).toBeNull()
    expect(asked).toEqual(['a', 'b'])
    clock.advance(1)
    await first.readFor(mail(), never)
    expect(asked).toEqual(['a', 'b', 'a', 'b'])
    clock.advance(20_000)
    await first.readAgain('a')
    expect(asked).toEqual(['a', 'b', 'a', 'b', 'a'])
  })

  test('again at once when the machine slept since, however shortly', async () => {
    const { first, asked, awake } = open(null, undefined, clock.now() - hour)
    await first.readFor(mail(), never)
    clock.advance(5_000)
    awake.since = clock.now()
    await first.readFor(mail(), never)
    expect(asked).toEqual(['a', 'b', 'a', 'b'])
  })

  test('for a while counted from the end of the last try', async () => {
    const failing = Promise.withResolvers<void>()
    const { first, asked } = open(null, () => failing.promise, clock.now() - hour)
    const reading = first.readAgain('a')
    clock.advance(minute)
    expect(first.readAgain('a')).toBeNull()
    failing.resolve()
    await reading
    expect(first.readAgain('a')).toBeNull()
    clock.advance(20_000)
    await first.readAgain('a')
    expect(asked).toEqual(['a', 'a'])
  })

  test('no longer than a mail can wait, and not beyond the end', async () => {
    const { first, asked } = open(null, () => new Promise(() => {}))
    await first.readFor(mail(), never)
    clock.advance(hour)
    await first.readFor(mail(), AbortSignal.abort())
    expect(asked).toEqual(['a', 'b', 'a', 'b'])
  })
})
