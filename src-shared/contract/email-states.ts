import { z } from 'zod'

/** Where a mail is: a draft, or its way out. */
export const emailState = z.enum([
  'draft',
  'waiting',
  'held',
  'claimed',
  'body',
  'sent',
  'uncertain',
  'deferred',
  'failed',
  'suppressed',
  'dismissed',
])

/** Why a mail is held back, or stopped; the screen has the words and the way out. */
export const emailReason = z.enum([
  'overdue',
  'inbox-stale',
  'answers-unknown',
  'clock',
  'gmail-bulk',
  'restored',
  'copied',
  'record-missing',
  'auth',
  'tls',
  'policy',
  'disk-low',
  'no-record',
  'locked',
  'no-account',
  'no-secret',
  'no-address',
  'bad-address',
  'missing-field',
  'attachment-gone',
  'too-large',
  'switched-off',
  'gave-up',
  'answered',
  'unsubscribed',
  'hard-bounce',
  'unreachable',
  'many-bounces',
  'same-address',
  'do-not-contact',
  'wish-in-bin',
  'refused',
  'connection',
  'not-found',
])

/** Whether what waits, for its time or to be tried again, will be stopped when that comes. */
export const willBeStopped = ({
  state,
  reason,
}: {
  readonly state: z.infer<typeof emailState>
  readonly reason: z.infer<typeof emailReason> | null
}): boolean => {
  if (reason === null) return false
  // Why it is to be tried again keeps it from nobody.
  return (
    state === 'waiting' || (state === 'deferred' && !['refused', 'connection'].includes(reason))
  )
}

/** Why nothing leaves at all before the owner's word. */
export const holdAllReasons = ['restored', 'copied', 'clock', 'record-missing'] as const
