/** What stands before the extension of a phone number, in the languages of its owners. */
const extension =
  /[\s,;/-]*[(（]?((?:ext(?:ension|n)?|x|durchwahl|dw|klappe|kl|nst|nebenstelle|app|apparat|poste|p(?=\.)|toestel|tst|ramal|interno|int|anexo|doorkies|wew|linka|dahili|dah|anknytning|ankn|lok|转分机|转接|转|轉|分机|分機|内线|內線|内線|내선)\s*[.:：]?\s*#?\d{1,7}|#\s*\d{1,7})[)）]?$/iu

/** A phone number as it was typed, cut before its extension. */
export interface CutPhone {
  readonly number: string
  /** The extension with its word, as typed: `ext. 12`; null when there is none. */
  readonly extension: string | null
}

/** Cuts the extension off a typed phone number. */
export const cutExtension = (raw: string): CutPhone => {
  const text = raw.trim()
  const found = extension.exec(text)
  // A word alone is no number with an extension.
  if (found === null || !/\d/.test(text.slice(0, found.index))) {
    return { number: text, extension: null }
  }
  return { number: text.slice(0, found.index), extension: found[1] ?? null }
}
