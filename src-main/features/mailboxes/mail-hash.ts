import { createHash } from 'node:crypto'

/** 48 bits of what names a mail: enough to know it again, and nothing can be read from it. */
export const mailHash = (name: string): number =>
  createHash('sha256').update(name).digest().readUIntBE(0, 6)
