import type { BinPlace } from './bin.repository.ts'

/** The cursor after somebody who is still deleted, opaque to callers. */
export const writePlace = ({ name, id }: BinPlace): string =>
  Buffer.from(`${id} ${name}`, 'utf8').toString('base64url')

/** The place a cursor means; null for any other text. */
export const readPlace = (cursor: string): BinPlace | null => {
  const match = /^(\d{1,16}) (.*)$/su.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  const [, id, name] = match ?? []
  return id === undefined || name === undefined ? null : { id: Number(id), name }
}
