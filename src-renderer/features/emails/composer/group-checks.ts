import type { EmailId } from '#shared/domain/ids.ts'
import type { Check, Recipient } from '../mail-types.ts'

/** One sentence under the text: what it is about, and whom it concerns. */
export interface CheckGroup {
  readonly code: Check['code']
  readonly isBlocking: boolean
  readonly field: string | null
  readonly size?: Check['size'] | undefined
  readonly who: readonly Recipient[]
}

/** A finding about the mail of one person; `emailId` is null before the draft exists. */
export type Finding = Check & { readonly emailId: EmailId | null }

const order: readonly Check['code'][] = [
  'no-account',
  'empty-body',
  'bad-template',
  'unknown-field',
  'empty-subject',
  'missing-field',
  'no-address',
  'bad-address',
  'hard-bounce',
  'suppressed',
  'do-not-contact',
  'wish-in-bin',
  'same-address',
  'answers-unknown',
  'gmail-bulk',
  'picture-gone',
  'forgotten-attachment',
  'too-large',
  'past',
  'quiet-hours',
]

const keyOf = ({ code, field, isBlocking }: Check): string => `${code} ${field} ${isBlocking}`

/** Findings of the same kind as one group, what holds mail back first. */
export const groupChecks = (
  findings: readonly Finding[],
  recipients: readonly Recipient[],
): readonly CheckGroup[] => {
  const byEmail = new Map(recipients.map((recipient) => [recipient.emailId, recipient]))
  const groups = new Map<string, CheckGroup>()
  for (const finding of findings) {
    const who = byEmail.get(finding.emailId)
    if (who === undefined) continue
    const known = groups.get(keyOf(finding))
    const { code, isBlocking, field, size } = finding
    const all = [...(known?.who ?? []), who]
    groups.set(keyOf(finding), { code, isBlocking, field, size, who: all })
  }
  return [...groups.values()].toSorted(
    (a, b) =>
      Number(b.isBlocking) - Number(a.isBlocking) || order.indexOf(a.code) - order.indexOf(b.code),
  )
}

/** Whose mail may leave: those without a finding that holds it back. */
export const readyOf = <R extends Recipient>(
  recipients: readonly R[],
  findings: readonly Finding[],
): readonly R[] => {
  const held = new Set(findings.filter((one) => one.isBlocking).map((one) => one.emailId))
  return recipients.filter((recipient) => !held.has(recipient.emailId))
}

/** Codes that concern the text alone: they are the same for everybody it is written to. */
const ofTheText: ReadonlySet<Check['code']> = new Set([
  'no-account',
  'empty-subject',
  'empty-body',
  'bad-template',
  'unknown-field',
  'picture-gone',
  'forgotten-attachment',
  'too-large',
  'past',
])

/** Whether a finding is about the text rather than about a person. */
export const isAboutText = (code: Check['code']): boolean => ofTheText.has(code)
