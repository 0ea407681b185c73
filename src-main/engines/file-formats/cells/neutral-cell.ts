/**
 * Beginnings that a spreadsheet may take for a formula: `= + - @`, also full-width ones, after
 * spaces, control characters and invisible ones; tab and line breaks at the very beginning.
 */
const formulaStart = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212]|[\t\r\n\0])/u

/** A number with a sign is no formula: `-12.5`. */
const plainNumber = /^-?\d+(?:[.,]\d+)?$/u

/**
 * The text of a cell such that no spreadsheet runs it: an apostrophe stands before what might be
 * a formula (OWASP, CSV Injection). Everything else stays as it is.
 */
export const neutralCell = (text: string): string =>
  formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text
