const dayMs = 86_400_000

/**
 * The most mails from one domain to personal Gmail addresses in any 24 hours. At 5,000 Google takes
 * the domain for a bulk sender, for good, and asks for what needs a server; this keeps away from it.
 */
export const mostToGmail = 4500

/** One account of a domain: its mails to personal Gmail addresses, by when they leave (ms UTC). */
export interface GmailAccount {
  /** The most mails that it sends in 24 hours; 1 or more. */
  readonly perDay: number
  /** Of the last 24 hours. */
  readonly past: readonly number[]
  readonly planned: readonly number[]
  /** Those that are asked about. */
  readonly wished: readonly number[]
}

interface Leaving {
  readonly at: number
  readonly isWished: boolean
}

/** Whether an address is a personal one at Gmail: those that Google counts. */
export const isPersonalGmail = (address: string): boolean =>
  /@(?:gmail|googlemail)\.com$/iu.test(address.trim())

/** Under which name an address counts: Google takes a domain and those beneath it for one. */
export const countedDomain = (address: string): string => {
  const labels = address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
    .split('.')
  // `co.uk` and `com.cn` belong to nobody: the name stands before them.
  const isShared = /^(?:com?|org|net|edu|gov|ac|or|ne|go)$/u.test(labels.at(-2) ?? '')
  return labels.slice(isShared ? -3 : -2).join('.')
}

/**
 * Whether so much can leave from a domain at all, by what its accounts send in a day, and what has
 * left in the last one through others that are gone.
 */
export const canBeBulk = (
  accounts: readonly Pick<GmailAccount, 'perDay'>[],
  leftBesides = 0,
): boolean => accounts.reduce((sum, { perDay }) => sum + perDay, leftBesides) > mostToGmail

/**
 * Whether mails that are wished would bring the domain of these accounts above `mostToGmail` in any
 * 24 hours. What is beyond an account's limit is taken to leave when there is room again.
 */
export const wouldBeBulk = (accounts: readonly GmailAccount[]): boolean => {
  const leaving = accounts.flatMap(leavingOf).toSorted((a, b) => a.at - b.at)
  let first = 0
  let wished = 0
  for (const [last, mail] of leaving.entries()) {
    if (mail.isWished) wished += 1
    for (let old = leaving[first]; old !== undefined && old.at <= mail.at - dayMs; ) {
      if (old.isWished) wished -= 1
      first += 1
      old = leaving[first]
    }
    if (wished > 0 && last - first >= mostToGmail) return true
  }
  return false
}

const leavingOf = ({ perDay, past, planned, wished }: GmailAccount): readonly Leaving[] => {
  const mails = [
    ...planned.map((at) => ({ at, isWished: false })),
    ...wished.map((at) => ({ at, isWished: true })),
  ].toSorted((a, b) => a.at - b.at)
  const leaving: Leaving[] = past.map((at) => ({ at, isWished: false }))
  leaving.sort((a, b) => a.at - b.at)
  for (const mail of mails) {
    const before = leaving[leaving.length - perDay]
    leaving.push(
      before === undefined ? mail : { ...mail, at: Math.max(mail.at, before.at + dayMs) },
    )
  }
  return leaving
}
