import { type EmailAddress, isRoleAddress, parseEmail } from '#shared/domain/email-address.ts'

/** An address of a cell with what it says about its owner. */
export interface ReadEmail {
  /** The form in which addresses are compared. */
  readonly normalized: string
  /** True for `info@`, which is a role and not a person. */
  readonly isRole: boolean
}

/** The simplest addresses, which are nearly all: read as `parseEmail` reads them, ten times as quick. */
const simple =
  /^[a-z0-9_+-]{1,30}(?:\.[a-z0-9_+-]{1,20})?@(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,3}[a-z]{2,12}$/u

/** Reads one address; null when it is none that mail can be sent to. */
export const readEmail = (raw: string): ReadEmail | null => {
  const address = simple.test(raw) ? cut(raw) : parseEmail(raw)
  return address === null
    ? null
    : { normalized: address.normalized, isRole: isRoleAddress(address) }
}

const cut = (normalized: string): EmailAddress => {
  const at = normalized.indexOf('@')
  return { normalized, localPart: normalized.slice(0, at), domain: normalized.slice(at + 1) }
}
