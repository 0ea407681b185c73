import { expect, it } from 'vitest'
import {
  type Finding,
  groupChecks,
  readyOf,
} from '#renderer/features/emails/composer/group-checks.ts'
import type { Recipient } from '#renderer/features/emails/mail-types.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'

const person = (id: number, name: string): Recipient => ({
  // Ids are brands on plain numbers.
  emailId: id as EmailId,
  contactId: (id + 100) as ContactId,
  name,
  toAddress: null,
})
const ana = person(1, 'Ana')
const ben = person(2, 'Ben')
const finding = (who: Recipient, code: Finding['code'], isBlocking = true): Finding => ({
  code,
  isBlocking,
  field: null,
  emailId: who.emailId,
})

it('says the same of several people once, what holds mail back first', () => {
  const groups = groupChecks(
    [
      finding(ana, 'quiet-hours', false),
      finding(ana, 'no-address'),
      finding(ben, 'quiet-hours', false),
      finding(ben, 'empty-body'),
    ],
    [ana, ben],
  )
  expect(groups.map(({ code, who }) => [code, who.map((one) => one.name)])).toEqual([
    ['empty-body', ['Ben']],
    ['no-address', ['Ana']],
    ['quiet-hours', ['Ana', 'Ben']],
  ])
})

it('lets those go whose mail nothing holds back', () => {
  const findings = [finding(ana, 'suppressed'), finding(ben, 'empty-subject', false)]
  expect(readyOf([ana, ben], findings)).toEqual([ben])
})

it('knows a mail that has no draft yet', () => {
  const fresh: Recipient = { ...ana, emailId: null }
  expect(groupChecks([{ ...finding(ana, 'empty-body'), emailId: null }], [fresh])).toHaveLength(1)
  expect(readyOf([fresh], [{ ...finding(ana, 'empty-body'), emailId: null }])).toEqual([])
})
