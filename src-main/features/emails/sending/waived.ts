import type { Candidate } from './outbox.repository.ts'

type Waived = Pick<Candidate, 'waived'>

/** Reasons in spite of which the owner lets a mail go; each stands until it gets another plan. */
export const waivedReasons = ({ waived }: Waived): readonly string[] => waived?.split(' ') ?? []

/** Whether this is one of them. */
export const isWaived = (mail: Waived, reason: string): boolean =>
  waivedReasons(mail).includes(reason)
