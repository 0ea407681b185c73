import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { BounceClass } from '#main/engines/email/incoming/bounce-class.ts'

export const corporaFolder = join(import.meta.dirname, '../fixtures/emails/corpora')

const bounceClass = z.enum(['hard', 'soft', 'policy', 'delayed']) satisfies z.ZodType<BounceClass>

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u)

const mail = z.object({
  /** Where it lies in the source package. */
  path: z.string().min(1),
  sha256,
  /** Spam is neither a bounce nor surely anything else. */
  kind: z.enum(['bounce', 'machine', 'person', 'spam']),
  /** Of a bounce: who is concerned, and how. */
  recipients: z.record(z.string(), bounceClass).optional(),
  /** Of a bounce that names nobody. */
  class: bounceClass.optional(),
  /** False where nothing in the header of a machine's mail says that it is one. */
  marked: z.boolean().optional(),
  /** Who says so: the corpus in its own tests, or we who read it. */
  by: z.string().regex(/corpus|reading/u),
  why: z.string().optional(),
})

const provenance = z.strictObject({
  corpus: z.string().min(1),
  version: z.string().min(1),
  source: z.strictObject({ debian: z.string().min(1), sha256 }),
  licence: z.string().min(1),
  /** All its mails were read before the rules were written. */
  seen: z.boolean().optional(),
  files: z.record(z.string(), mail),
})

/** A mail of others, and what it is. */
export interface CorpusMail extends z.infer<typeof mail> {
  readonly name: string
  /** Half of the mails, by their hashes, were read only after the rules had been written. */
  readonly part: 'development' | 'held-out'
  readonly bytes: Buffer
}

export interface Corpus {
  readonly folder: string
  readonly licence: string
  readonly mails: readonly CorpusMail[]
}

/** All mails that others collected, with their provenance. */
export const readCorpora = (): readonly Corpus[] =>
  readdirSync(corporaFolder)
    .toSorted()
    .map((folder) => {
      const path = join(corporaFolder, folder)
      const { files, licence, seen } = provenance.parse(
        JSON.parse(readFileSync(join(path, 'provenance.json'), 'utf8')),
      )
      const mails = Object.entries(files).map(([file, facts]) => ({
        ...facts,
        name: `${folder}/${file}`,
        part: partOf(facts.sha256, seen === true),
        bytes: readFileSync(join(path, file)),
      }))
      return { folder, licence, mails }
    })

const partOf = (hash: string, isSeen: boolean): CorpusMail['part'] =>
  isSeen || /^[0-7]/u.test(hash) ? 'development' : 'held-out'
