import type { MailLine } from '#renderer/api/mail-words.ts'
import { willBeStopped } from '#shared/contract/email-states.ts'

/** Acts that lead to another place. */
const leads = [
  'edit',
  'contact',
  'address',
  'account',
  'unlock',
  'suppressions',
  'switchOn',
  'correct',
] as const

/** An act that leads to where a mail's way out is. */
export type LeadAct = (typeof leads)[number]

/** Something the owner can do with a mail. */
export type MailAct =
  | LeadAct
  | 'cancel'
  | 'drop'
  | 'send'
  | 'sendNow'
  | 'leaveNow'
  | 'anotherTime'
  | 'retry'
  | 'resend'
  | 'arrived'
  | 'rest'

/** Whether an act leads to another place. */
export const isLead = (act: MailAct): act is LeadAct => leads.some((lead) => lead === act)

/** Reasons and the way out of each, the best first; all others can be sent anyway. */
const waysOut: Readonly<Partial<Record<NonNullable<MailLine['reason']>, readonly MailAct[]>>> = {
  overdue: ['sendNow', 'cancel', 'edit'],
  answered: ['cancel', 'send', 'edit'],
  restored: ['cancel', 'send', 'edit'],
  copied: ['cancel', 'send', 'edit'],
  'record-missing': ['cancel', 'send', 'edit'],
  'no-record': ['cancel', 'edit'],
  'no-address': ['address', 'cancel', 'edit'],
  'bad-address': ['address', 'cancel', 'edit'],
  'hard-bounce': ['address', 'cancel', 'edit'],
  unreachable: ['address', 'send', 'cancel', 'edit'],
  'missing-field': ['edit', 'contact', 'cancel'],
  'attachment-gone': ['edit', 'cancel'],
  'too-large': ['edit', 'cancel'],
  auth: ['account', 'cancel', 'edit'],
  tls: ['account', 'cancel', 'edit'],
  policy: ['account', 'cancel', 'edit'],
  'no-account': ['send', 'account', 'cancel', 'edit'],
  'no-secret': ['account', 'cancel', 'edit'],
  'gmail-bulk': ['cancel', 'edit'],
  locked: ['unlock', 'cancel', 'edit'],
  'switched-off': ['switchOn', 'cancel', 'edit'],
  unsubscribed: ['cancel', 'suppressions', 'edit'],
  'do-not-contact': ['cancel', 'contact', 'edit'],
  'wish-in-bin': ['cancel', 'contact', 'edit'],
}

const heldActs = (reason: MailLine['reason']): readonly MailAct[] =>
  (reason === null ? undefined : waysOut[reason]) ?? ['send', 'cancel', 'edit']

/** What the list forbids is never sent, whatever is pressed. */
const stoppedActs = (reason: MailLine['reason']): readonly MailAct[] =>
  heldActs(reason).filter((act) => act !== 'send')

const failedActs = (reason: MailLine['reason']): readonly MailAct[] => {
  if (reason === 'hard-bounce') return ['address', 'retry', 'edit', 'rest']
  return reason === 'refused' ? ['edit', 'retry', 'rest'] : ['retry', 'edit', 'rest']
}

/** What waits for its time can be given another one. */
const plannedActs: readonly MailAct[] = ['cancel', 'leaveNow', 'edit', 'anotherTime']

/** What can be done with a mail, the best way out first. */
export const actsOf = (line: MailLine): readonly MailAct[] => {
  switch (line.state) {
    case 'uncertain':
      return line.reason === 'not-found'
        ? ['resend', 'arrived', 'rest', 'contact']
        : ['arrived', 'resend', 'rest', 'contact']
    case 'held':
      return heldActs(line.reason)
    case 'suppressed':
      if (line.mayGo === true) return ['retry', 'edit', 'rest']
      // A repaired address, or one that mail is allowed to again, is judged anew.
      if (line.reason === 'hard-bounce') return ['address', 'retry', 'suppressions', 'edit', 'rest']
      return [...stoppedActs(line.reason), 'rest']
    case 'failed':
      return failedActs(line.reason)
    case 'waiting':
      return willBeStopped(line) ? stoppedActs(line.reason) : plannedActs
    case 'deferred':
      return willBeStopped(line) ? stoppedActs(line.reason) : ['cancel', 'edit', 'sendNow']
    case 'draft':
      return line.reason === null ? ['edit', 'drop'] : ['drop', 'edit']
    case 'sent':
      return ['correct', 'contact']
    case 'claimed':
    case 'body':
    case 'dismissed':
      return ['contact']
  }
}

/** Decisions of the contract by the act that takes them. */
export const decisionOf = (act: MailAct): 'release' | 'resend' | 'arrived' | 'dismiss' | null => {
  switch (act) {
    case 'send':
    case 'sendNow':
    case 'retry':
      return 'release'
    case 'resend':
    case 'arrived':
      return act
    case 'rest':
      return 'dismiss'
    default:
      return null
  }
}

const sendingActs: readonly MailAct[] = ['send', 'sendNow', 'leaveNow', 'retry', 'resend']

/** The act that `S` carries out on a mail, if one sends it. */
export const sendActOf = (line: MailLine): MailAct | undefined =>
  actsOf(line).find((act) => sendingActs.includes(act))

/** What can be done with every one of several mails. */
export const commonActs = (lines: readonly MailLine[]): readonly MailAct[] => {
  if (lines.length === 0) return []
  const all = (test: (line: MailLine) => boolean): boolean => lines.every(test)
  const isUnsure = (line: MailLine): boolean => line.state === 'uncertain'
  const can = (act: MailAct): boolean => all((line) => actsOf(line).includes(act))
  const isReleased = (act: MailAct | undefined): boolean =>
    act !== undefined && act !== 'resend' && act !== 'leaveNow'
  const canLeave = all((line) => isReleased(sendActOf(line)))
  const sends: readonly MailAct[] = all(isUnsure) ? ['resend'] : canLeave ? ['sendNow'] : []
  const others: readonly MailAct[] = [
    'leaveNow',
    'anotherTime',
    'arrived',
    'cancel',
    'rest',
    'drop',
  ]
  return [...sends, ...others.filter(can)]
}
