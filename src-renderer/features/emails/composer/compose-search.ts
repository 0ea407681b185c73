/** What the address of the composer says: which draft, or to whom and about which next step. */
export interface ComposeSearch {
  readonly email?: number
  readonly contact?: number
  readonly step?: number
}

/** Reads the address of the composer; what is no id is left out. */
export const readComposeSearch = (raw: Record<string, unknown>): ComposeSearch => ({
  ...(typeof raw.email === 'number' ? { email: raw.email } : {}),
  ...(typeof raw.contact === 'number' ? { contact: raw.contact } : {}),
  ...(typeof raw.step === 'number' ? { step: raw.step } : {}),
})
