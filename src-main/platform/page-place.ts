/** Where a page of rows ended, which are ordered by a number and then by their id. */
export interface PagePlace {
  readonly place: number
  readonly id: number
}

/** The place as the contract carries it. */
export const writePlace = ({ place, id }: PagePlace): string => `${place}.${id}`

/** Reads what `writePlace` wrote; null when it is something else. */
export const readPlace = (text: string): PagePlace | null => {
  const match = /^(-?\d{1,16})\.(\d{1,16})$/.exec(text)
  return match === null ? null : { place: Number(match[1]), id: Number(match[2]) }
}
