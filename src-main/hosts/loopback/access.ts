import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'

/** What a presented secret is worth. */
export type Verdict = 'right' | 'wrong' | 'slow-down'

/** So many wrong secrets a minute are answered; further ones are told to wait. */
const wrongPerMinute = 20
/** Codes that nobody has used yet; the oldest goes first. */
const maxOpenCodes = 50

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const isEqual = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

/** Tokens and launch codes of one running host; all of them die with it. */
export interface Access {
  /** The bearer token of pages and scripts. */
  readonly token: string
  /** Asks for launch codes and nothing else: for a second start on this workspace. */
  readonly ownerSecret: string
  createLaunchCode(): string
  /** Uses a code up. */
  redeem(code: string): Verdict
  /** Judges an `Authorization` header; `owner` when it is the secret of a second start. */
  judge(authorization: string | undefined): Verdict | 'owner'
}

/**
 * Makes the secrets of a start.
 *
 * Right secrets always pass, also while wrong ones are told to slow down: else any program on the
 * machine could lock the owner out. The secrets are too long to guess at any speed.
 */
export const createAccess = (random: RandomSource, clock: Clock): Access => {
  const makeSecret = (): string => Buffer.from(random.bytes(32)).toString('base64url')
  const token = makeSecret()
  const ownerSecret = makeSecret()
  const codes: string[] = []
  const wrong: number[] = []

  const refuse = (): Verdict => {
    const now = clock.monotonic()
    while (wrong.length > 0 && (wrong[0] ?? 0) < now - 60_000) wrong.shift()
    if (wrong.length >= wrongPerMinute) return 'slow-down'
    wrong.push(now)
    return 'wrong'
  }

  return {
    token,
    ownerSecret,
    createLaunchCode: () => {
      const code = Buffer.from(random.bytes(24)).toString('base64url')
      codes.push(code)
      if (codes.length > maxOpenCodes) codes.shift()
      return code
    },
    redeem: (code) => {
      const at = codes.findIndex((known) => isEqual(known, code))
      if (at < 0) return refuse()
      codes.splice(at, 1)
      return 'right'
    },
    judge: (authorization) => {
      const presented = /^Bearer ([\w-]{1,200})$/.exec(authorization ?? '')?.[1]
      if (presented !== undefined && isEqual(presented, token)) return 'right'
      if (presented !== undefined && isEqual(presented, ownerSecret)) return 'owner'
      return refuse()
    },
  }
}
