import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Operation } from '#renderer/features/history/group-by-day.ts'
import { canAct, OperationRow } from '#renderer/features/history/operation-row.tsx'
import type { Language } from '#renderer/ui/view-locale.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { renderPage } from '#tests/support/render-page.tsx'

const came = {
  id: 1 as OperationId,
  code: 'mailboxes.sync',
  numbers: {},
  actor: 'sync',
  at: 0,
  contacts: [],
  contactCount: 1,
  state: 'came-in',
  undoneBy: null,
  undoneAt: null,
  undoes: null,
} satisfies Operation

const nothing = (): void => {}

test.each<[Language, RegExp]>([
  ['en', /These mails lie in your mailbox/u],
  ['zh-CN', /这些邮件在你的邮箱里/u],
])('mail that came in offers no undo and says why (%s)', async (language, words) => {
  expect(canAct(came)).toBe(false)
  await renderPage(
    <OperationRow
      operation={came}
      isSelected
      isOpen={false}
      asking={null}
      find={() => undefined}
      onSelect={nothing}
      onToggle={nothing}
      onAct={nothing}
      onDecide={nothing}
      onDismiss={nothing}
    />,
    { language },
  )
  expect(await screen.findByText(words)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Undo|撤销/u })).toBeNull()
})
