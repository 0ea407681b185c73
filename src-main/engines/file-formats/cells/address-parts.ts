/** The parts of an address that stood in one cell, each as it was typed. */
export interface WholeAddress {
  readonly street: string
  readonly postalCode: string | null
  readonly city: string
  readonly region: string | null
}

/** Words by which something is a street and no town. */
export const streetWord =
  /(?<!\p{L})(?:st|street|rd|road|ave?|avenue|avenida|blvd|boulevard|dr|drive|ln|lane|way|ct|court|pl|place|pkwy|parkway|hwy|highway|ter|terrace|cir|circle|sq|square|broadway|row|close|crescent|gardens|mews|rue|chemin|calle|via|viale|corso|rua|ul|ulica|plaza|piazza)\.?(?!\p{L})/iu

/** Whether a text may be the name of a town, in Latin letters. */
export const isTown = (text: string): boolean =>
  text.length <= 60 && /^\p{Script=Latin}[\p{Script=Latin}\p{M} .'’()/-]*$/u.test(text)
