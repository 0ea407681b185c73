import { renameSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { fridayMorning } from '#tests/support/fake-clock.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const ana = 'ana@example.com'
const passedOn = { 'Return-Path': '<x@spam.example>', 'Delivered-To': ownAddress }

describe.skipIf(dovecotObstacle !== null)('mail under the owner’s name', () => {
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot.stop())

  /** What is stored of a mail, and what became of the planned one; headers may name the one sent. */
  const read = async (
    headersOf: (sent: { messageId: string }) => Readonly<Record<string, string>>,
    folder: string,
    /** As a server keeps it on a mail that is still being written. */
    isDraft = false,
  ) => {
    const opened = await openMailboxWorkspace(dovecot)
    const id = await opened.person('Ana', ana)
    const sent = await opened.sent(id, ana)
    const waiting = await opened.pending(id)
    const headers = { To: ana, Subject: 'Offer', 'Message-ID': '<1@hale.example>' }
    const file = dovecot.deliver(opened.user, mailText({ ...headers, ...headersOf(sent) }), {
      at: fridayMorning,
      ...(folder === 'INBOX' ? {} : { folder }),
    })
    if (isDraft) renameSync(file, `${file.replace('/new/', '/cur/')}:2,D`)
    expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
    const { rows } = opened
    return {
      kinds: rows<{ kind: string }>(
        `select direction || ' ' || kind as kind from messages where email_id is null`,
      ).map(({ kind }) => kind),
      planned: rows<{ intent: string }>(`select intent from emails where id = ${waiting}`)[0]
        ?.intent,
      left: opened.seen.length,
    }
  }

  const nothing = { kinds: [], planned: 'scheduled', left: 0 }
  const wasSent = { ...nothing, kinds: ['out personal'] }

  test.each([
    ['the account’s address', { From: ownAddress }, 'Sent'],
    ['another name of the owner’s', { From: 'hello@nora.example' }, 'Sent'],
    ['another name, where all mail is one folder', { From: 'hello@nora.example' }, 'All Mail'],
    ['an address with a tag', { From: 'nora+shop@hale.example' }, 'Sent'],
    ['the account’s address, filed elsewhere', { From: ownAddress }, 'Clients'],
    [
      'the account’s address, by its server',
      { From: ownAddress, 'Return-Path': ownAddress },
      'Sent',
    ],
  ])('was sent from %s', async (_, headers, folder) => {
    expect(await read(() => headers, folder)).toEqual(wasSent)
  })

  test('is none in the inbox, where a stranger may have signed with it', async () => {
    expect(await read(() => ({ From: ownAddress }), 'INBOX')).toEqual(nothing)
  })

  test('is none while it is being written, though drafts lie among all mail', async () => {
    expect(await read(() => ({ From: ownAddress }), 'Clients', true)).toEqual(nothing)
  })

  test('is none once it was thrown away where 163.com keeps that', async () => {
    // 已删除, as folders are named on disk.
    expect(await read(() => ({ From: ownAddress }), '&XfJSIJZk-')).toEqual(nothing)
  })

  test.each([
    ['a server took', { Received: 'from mx.example; Thu, 19 Nov 2026 09:00:00 +0000' }],
    ['came to the owner', { 'Delivered-To': ownAddress }],
  ])('is not what %s, where all mail is one folder', async (_, headers) => {
    const strangers = { From: 'hello@nora.example', ...headers }
    expect(await read(() => strangers, 'All Mail')).toEqual(nothing)
  })

  test.each(['INBOX', 'Clients'])('that a stranger forged is passed by: %s', async (folder) => {
    expect(await read(() => ({ From: ownAddress, ...passedOn }), folder)).toEqual(nothing)
    const answer = ({ messageId }: { messageId: string }) => ({
      From: ownAddress,
      'In-Reply-To': messageId,
      ...passedOn,
    })
    expect(await read(answer, folder)).toEqual(nothing)
  })

  test('that has our signature is ours in the inbox as well', async () => {
    const copy = ({ messageId }: { messageId: string }) => ({
      From: ownAddress,
      'Message-ID': messageId,
      ...passedOn,
    })
    expect(await read(copy, 'INBOX')).toEqual({ ...nothing, left: 1 })
  })

  test('is not what somebody wrote and the owner filed among the sent', async () => {
    const theirs = { From: ana, To: ownAddress }
    const came = { ...nothing, kinds: ['in personal'], planned: 'draft' }
    expect(await read(() => theirs, 'Sent')).toEqual(came)
    const answer = ({ messageId }: { messageId: string }) => ({
      From: 'ana@private.example',
      To: ownAddress,
      'In-Reply-To': messageId,
      'Delivered-To': ownAddress,
    })
    expect(await read(answer, 'Sent')).toEqual({ ...came, left: 1 })
  })
})
