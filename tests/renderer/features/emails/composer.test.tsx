import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Check, Email } from '#renderer/features/emails/mail-types.ts'
import { runCommand } from '#renderer/ui/commands/command-store.ts'
import { useToastStore } from '#renderer/ui/toast-store.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { account, email, open, preview } from '#tests/support/open-composer.tsx'
import { shownToast } from '#tests/support/shown-toast.ts'

// Ids are brands on plain numbers.
const emailId = (id: number) => id as EmailId
const contactId = (id: number) => id as ContactId

/** Drafts of one batch to these people. */
const toMany = (...names: readonly string[]) => ({
  'emails.list': () => ({
    emails: names.map((name, n) => ({
      ...email,
      id: emailId(n + 1),
      contact: { id: contactId(n + 11), name, companyName: null },
    })),
    nextCursor: null,
  }),
})

describe('the composer', () => {
  it('shows fields as chips and sends when its button is pressed', async () => {
    const { inputs, onLeave } = await open({})
    expect(await screen.findByText('given name, else “there”')).toBeTruthy()
    expect(screen.getByText('city')).toBeTruthy()
    await screen.findByText('Thank you, Claire')
    await userEvent.click(screen.getByRole('button', { name: 'Send now' }))
    await waitFor(() => expect(onLeave).toHaveBeenCalled())
    expect(inputs('emails.schedule')).toEqual([
      { ids: [1], when: { kind: 'now' }, unlessAnswered: false },
    ])
    expect(shownToast()).toMatchObject({
      text: 'Mail to Claire Dubois leaves in 10 seconds',
      staysMs: 10_000,
      action: { label: 'Undo' },
    })
  })

  it('sends nothing that is held back, and says where the reason stands', async () => {
    const check: Check = { code: 'missing-field', isBlocking: true, field: 'contact.city' }
    const { inputs, onLeave } = await open(
      {},
      {
        'emails.preview': () => preview([check]),
        'emails.check': () => ({ checks: [{ ...check, emailId: email.id }], leavesAt: null }),
      },
    )
    expect(
      await screen.findByText(
        'Claire Dubois: the field “city” is empty, and no other word is given',
      ),
    ).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Send now' }))
    await waitFor(() =>
      expect(shownToast()?.text).toBe(
        'Nothing can leave yet. Claire Dubois: the field “city” is empty, and no other word is given',
      ),
    )
    expect(inputs('emails.schedule')).toEqual([])
    expect(onLeave).not.toHaveBeenCalled()
  })

  it('shows where a picture was taken back, and takes its place out of the text', async () => {
    const here: Email['attachments'][number] = {
      hash: 'b'.repeat(64),
      name: 'boat.png',
      type: 'image/png',
      size: 9,
      cid: 'boat@kith',
    }
    const gone: Check = { code: 'picture-gone', isBlocking: true, field: null }
    const { inputs } = await open(
      {
        attachments: [here],
        body: '<p>Look <img src="cid:gone@kith" alt="Sea"><img src="cid:gone@kith" alt=""> and <img src="cid:boat@kith" alt="Boat"></p>',
      },
      {
        'emails.preview': () => preview([gone]),
        'emails.picture': () => ({ url: 'data:image/png;base64,' }),
      },
    )
    expect(await screen.findAllByText('picture taken back')).toHaveLength(2)
    expect(await screen.findByRole('img', { name: 'Boat' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Take it out' }))
    await waitFor(() => expect(inputs('emails.update')).toHaveLength(1), { timeout: 3000 })
    expect(inputs('emails.update')[0]).toMatchObject({
      body: '<p>Look  and <img src="cid:boat@kith" alt="Boat"></p>',
    })
  })

  it('says nothing of a picture that the page only does not know yet', async () => {
    await open({ body: '<p>Look <img src="cid:new@kith" alt="Sea"></p>' })
    await screen.findByText('Thank you, Claire')
    expect(screen.getByText('Sea')).toBeTruthy()
    expect(screen.queryByText('picture taken back')).toBeNull()
  })

  it('sends what is kept, even where the finding that is shown is of words before', async () => {
    const check: Check = { code: 'empty-body', isBlocking: true, field: null }
    const { inputs, onLeave } = await open({}, { 'emails.preview': () => preview([check]) })
    await screen.findByText('Thank you, Claire')
    await userEvent.click(screen.getByRole('button', { name: 'Send now' }))
    await waitFor(() => expect(onLeave).toHaveBeenCalled())
    expect(inputs('emails.schedule')).toHaveLength(1)
  })

  it('leaves out of a selection whom nothing may be sent to, and counts the others', async () => {
    const { inputs } = await open(
      { batch: 'b1' },
      {
        ...toMany('Claire Dubois', 'Marie Dupont', 'Luca Moretti'),
        'emails.check': () => ({
          checks: [
            {
              code: 'suppressed',
              isBlocking: true,
              field: 'marie@old.example',
              emailId: emailId(2),
            },
          ],
          leavesAt: null,
        }),
      },
    )
    const why = 'Marie Dupont asked for no more mail at marie@old.example'
    expect(await screen.findByText(why, { exact: false })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Send 2 mails now' }))
    await waitFor(() => expect(inputs('emails.schedule')).toHaveLength(1))
    expect(inputs('emails.schedule')[0]).toMatchObject({ ids: [1, 3] })
  })

  it('says on the button why none of many can leave', async () => {
    await open(
      { batch: 'b1' },
      {
        ...toMany('Claire Dubois', 'Marie Dupont'),
        'emails.check': ({ ids }) => ({
          checks: ids.map((id) => ({
            code: 'suppressed',
            isBlocking: true,
            field: null,
            emailId: id,
          })),
          leavesAt: null,
        }),
      },
    )
    const quiet = await screen.findByRole('button', { description: 'said stop' })
    // It does not look like the act of the page while it would do nothing.
    expect(quiet.dataset['variant']).toBe('default')
  })

  it('leaves out who shares an address, until the owner sends all the same', async () => {
    const { inputs } = await open(
      { batch: 'b1' },
      {
        ...toMany('Claire Dubois', 'Marc Dubois', 'Luca Moretti'),
        'emails.check': ({ toEach }) => ({
          checks: [
            {
              code: 'same-address',
              isBlocking: toEach !== true,
              field: 'Claire Dubois',
              emailId: emailId(2),
            },
          ],
          leavesAt: null,
        }),
      },
    )
    const leftOut =
      'Marc Dubois has the same address as Claire Dubois, to whom the mail goes already, and is left out'
    expect(await screen.findByText(leftOut)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Send 2 mails now' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Send all the same' }))
    const goes = 'Marc Dubois gets the mail too, at the same address as Claire Dubois'
    expect(await screen.findByText(goes)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Send 3 mails now' }))
    await waitFor(() => expect(inputs('emails.schedule')).toHaveLength(1))
    expect(inputs('emails.schedule')[0]).toMatchObject({ ids: [1, 2, 3], toEach: true })
  })

  it('stops at an answer what is planned for later, where a mailbox is read', async () => {
    const imap = { host: 'imap.hale.example', port: 993, security: 'tls' } as const
    const { inputs } = await open(
      {},
      {
        'emailAccounts.list': () => ({
          accounts: [{ ...account, imap }],
          secretStore: 'ready',
        }),
      },
    )
    await screen.findByText('Thank you, Claire')
    expect(screen.queryByRole('checkbox', { name: 'Stop it if they answer before' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'When it leaves' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: /Next working morning/ }))
    const tick = await screen.findByRole('checkbox', { name: 'Stop it if they answer before' })
    expect(tick).toHaveProperty('checked', true)
    await userEvent.click(screen.getByRole('button', { name: /^Schedule/ }))
    await waitFor(() => expect(inputs('emails.schedule')).toHaveLength(1))
    expect(inputs('emails.schedule')[0]).toMatchObject({ unlessAnswered: true })
  })

  it('hands mail to another program where there is no account', async () => {
    await open({}, { 'emailAccounts.list': () => ({ accounts: [], secretStore: 'not-set-up' }) })
    expect(await screen.findByRole('button', { name: 'Open in my mail program' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Mark as sent' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Send now' })).toBeNull()
    expect(await screen.findByText('To claire@dubois.example')).toBeTruthy()
  })

  it('says why an account without its sign-in cannot send, and hands mail to another program', async () => {
    const unsigned = { ...account, auth: 'oauth', hasSecret: false } as const
    await open({}, { 'emailAccounts.list': () => ({ accounts: [unsigned], secretStore: 'ready' }) })
    expect(await screen.findByText(/^Not signed in, so Kith cannot send with it/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Sign in' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Open in my mail program' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Send now' })).toBeNull()
  })

  it.each([
    ['no account', []],
    ['an account without its sign-in', [{ ...account, auth: 'oauth', hasSecret: false } as const]],
  ])('does by key what its first button does: with %s nothing leaves', async (_, accounts) => {
    const { inputs } = await open(
      { sendAt: '2031-01-15T09:30', timeZone: 'UTC' },
      {
        'emailAccounts.list': () => ({ accounts: [...accounts], secretStore: 'ready' }),
        // Where it ends; a page of a test downloads nothing.
        'emails.asFile': () => ({ ok: false, error: { code: 'not-found', message: 'gone' } }),
      },
    )
    expect(await screen.findByRole('button', { name: /^Open in my mail program/ })).toBeTruthy()
    const hints = screen.getByRole('contentinfo', { name: 'Keys on this page' })
    expect(hints.textContent).toContain('Open in my mail program')
    expect(hints.textContent).not.toContain('Send what is written')
    runCommand('mail.compose')
    await waitFor(() => expect(inputs('emails.asFile')).toEqual([{ id: email.id }]))
    expect(inputs('emails.schedule')).toEqual([])
    // Kith does not send it, so that no time says when.
    expect(inputs('emails.preview').at(-1)).not.toHaveProperty('when')
  })

  it('takes a text in the language of the reader, and gives back what it replaced', async () => {
    const text = { id: null, starter: 'quiet', subject: '', body: '<p>好久不见</p>' } as const
    const { inputs } = await open(
      {},
      {
        'templates.list': () => ({
          templates: [
            { ...text, name: 'Quiet', language: 'en', body: '<p>Long time</p>' },
            { ...text, name: '好久', language: 'zh-CN' },
          ],
        }),
        'contacts.get': () => ({
          ok: true,
          value: { language: 'zh-Hant', points: [], addresses: [] },
        }),
      },
    )
    await screen.findByText('Thank you, Claire')
    await userEvent.click(screen.getByRole('button', { name: 'Template' }))
    const first = await screen.findByRole('menuitem', { name: '好久' })
    expect(
      screen
        .getAllByRole('menuitem')
        .slice(0, 2)
        .map((item) => item.textContent),
    ).toEqual(['好久', 'Quiet'])
    await userEvent.click(first)
    expect(await screen.findByText('好久不见')).toBeTruthy()
    expect(shownToast()).toMatchObject({
      text: '“好久” stands in place of what was written',
      action: { label: 'Undo' },
    })
    act(() => useToastStore.getState().toast?.action?.onAct())
    expect(await screen.findByText('given name, else “there”')).toBeTruthy()
    const { subject, body } = email
    // A slow machine saves what stood there meanwhile as well.
    await waitFor(() => expect(inputs('emails.update').at(-1)).toMatchObject({ subject, body }), {
      timeout: 3000,
    })
  })

  it('asks before a text is left that could not be kept', async () => {
    const full = { ok: false, error: { code: 'disk-full', message: 'full' } } as const
    const { inputs, onLeave } = await open(
      {},
      {
        'templates.list': () => ({
          templates: [
            {
              id: null,
              starter: 'q',
              name: 'Quiet',
              language: 'en',
              subject: '',
              body: '<p>a</p>',
            },
          ],
        }),
        'emails.update': () => full,
      },
    )
    await screen.findByText('Thank you, Claire')
    await userEvent.click(screen.getByRole('button', { name: 'Template' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Quiet' }))
    await userEvent.click(screen.getByRole('button', { name: 'Back' }))
    expect(await screen.findByRole('dialog', { name: 'This text is not saved' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Stay here' }))
    expect(onLeave).not.toHaveBeenCalled()
    await userEvent.click(screen.getByRole('button', { name: 'Back' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Leave without it' }))
    await waitFor(() => expect(onLeave).toHaveBeenCalledOnce())
    const tries = inputs('emails.update').length
    await new Promise((settled) => setTimeout(settled, 1200))
    expect(inputs('emails.update')).toHaveLength(tries)
  })

  it('is left with Esc where nothing can be written', async () => {
    const { onLeave } = await open({ state: 'waiting' })
    await screen.findByText('Thank you, Claire')
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(onLeave).toHaveBeenCalled())
  })

  it('does not change what is planned before it is taken back', async () => {
    const { inputs } = await open(
      { state: 'waiting', dueAt: Date.UTC(2026, 10, 24, 9) },
      { 'emails.cancel': () => ({ operationId: null, cancelled: 1 }) },
    )
    expect(await screen.findByText(/^This mail leaves Tue 24 Nov, 09:00/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Send now' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Take it back' }))
    await waitFor(() => expect(inputs('emails.cancel')).toEqual([{ ids: [1] }]))
  })
})
