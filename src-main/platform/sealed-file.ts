import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto'
import type { RandomSource } from './random.ts'

/** How a passphrase becomes a key: scrypt with these numbers and this salt (base64). */
export interface KeyRecipe {
  readonly name: 'scrypt'
  readonly n: number
  readonly r: number
  readonly p: number
  readonly salt: string
}

/** A text under AES-256-GCM, as it stands in its file; bytes are base64. */
export interface SealedFile {
  readonly format: 'kith-secrets-1'
  readonly key: KeyRecipe
  readonly iv: string
  readonly tag: string
  readonly data: string
}

/** What a guess costs whoever has the file: 128 MiB and some tenths of a second. */
const usualCost = 2 ** 17
/** A file that asks for more was not written by Kith. */
const highestCost = 2 ** 20
const keyBytes = 32

/** A recipe with a salt of its own. */
export const createRecipe = (random: RandomSource, cost = usualCost): KeyRecipe => ({
  name: 'scrypt',
  n: cost,
  r: 8,
  p: 1,
  salt: Buffer.from(random.bytes(16)).toString('base64'),
})

/** The key of a passphrase; reckoned off the main thread. */
export const deriveKey = (passphrase: string, { n, r, p, salt }: KeyRecipe): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // What two input methods write differently is the same passphrase.
    const text = Buffer.from(passphrase.normalize('NFKC'), 'utf8')
    const options = { N: n, r, p, maxmem: 256 * n * r }
    scrypt(text, Buffer.from(salt, 'base64'), keyBytes, options, (error, key) => {
      text.fill(0)
      if (error) reject(error)
      else resolve(key)
    })
  })

/** What a changed recipe would break: it is part of what the seal covers. */
const coveredText = (recipe: KeyRecipe): Buffer => Buffer.from(JSON.stringify(recipe), 'utf8')

/** Seals a text; each time under numbers used once. */
export const seal = (
  text: string,
  { key, recipe, random }: { key: Buffer; recipe: KeyRecipe; random: RandomSource },
): SealedFile => {
  const iv = random.bytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(coveredText(recipe))
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return {
    format: 'kith-secrets-1',
    key: recipe,
    iv: Buffer.from(iv).toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  }
}

/** The sealed text; null under a wrong key, or when a bit of the file was changed. */
export const unseal = (file: SealedFile, key: Buffer): string | null => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.iv, 'base64'), {
      authTagLength: 16,
    })
    decipher.setAAD(coveredText(file.key))
    decipher.setAuthTag(Buffer.from(file.tag, 'base64'))
    const data = Buffer.from(file.data, 'base64')
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

const isCount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= most

const readRecipe = (value: unknown): KeyRecipe | null => {
  if (typeof value !== 'object' || value === null) return null
  const { name, n, r, p, salt } = { name: '', n: 0, r: 0, p: 0, salt: '', ...value }
  const isKnown = name === 'scrypt' && typeof salt === 'string'
  const isAffordable = isCount(n, highestCost) && isCount(r, 16) && isCount(p, 4)
  return isKnown && isAffordable ? { name, n, r, p, salt } : null
}

/** Reads what `seal` wrote; null when it is something else. */
export const parseSealedFile = (text: string): SealedFile | null => {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null) return null
    const { format, key, ...rest } = { format: '', key: null, iv: '', tag: '', data: '', ...parsed }
    const recipe = readRecipe(key)
    const { iv, tag, data } = rest
    const areTexts = [iv, tag, data].every((part) => typeof part === 'string')
    if (format !== 'kith-secrets-1' || recipe === null || !areTexts) return null
    return { format, key: recipe, iv, tag, data }
  } catch {
    return null
  }
}
