import { readFile } from 'node:fs/promises'
import type { CallContext } from '#main/platform/call-context.ts'
import type { FileStore } from '#main/platform/file-store.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { Input, ProcedureResult } from '#shared/contract/index.ts'
import { fail } from '#shared/domain/result.ts'
import type { EmailsService } from '../emails.service.ts'
import type { ContentStore } from './content-store.ts'
import { maxFilesBytes } from './mail-size.ts'
import {
  isShownPicture,
  readAttachments,
  type StoredAttachment,
  typeOfFile,
  writeAttachments,
} from './stored-attachments.ts'

interface EmailFilesDependencies {
  readonly emails: EmailsService
  readonly files: Pick<FileStore, 'find'>
  readonly attachments: ContentStore
  readonly random: RandomSource
}

/** One that is larger goes through no server; what several have together, the checks tell. */
const maxFileBytes = maxFilesBytes({ maxBytes: null })
/** A picture in the text comes before anything can be read. */
const maxPictureBytes = 5 * 1024 ** 2

/** Files that go along with mails: kept by their content, on disk before a mail names them. */
export class EmailFilesService {
  private readonly dependencies: EmailFilesDependencies

  constructor(dependencies: EmailFilesDependencies) {
    this.dependencies = dependencies
  }

  async attach(
    { id, file, isInline, wholeBatch }: Input<'emails.attach'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.attach'>> {
    const { emails, files, attachments, random } = this.dependencies
    const upload = files.find(file)
    if (upload === undefined) return fail('no-such-file', {})
    const type = typeOfFile(upload.name)
    if (isInline === true && !isShownPicture(type)) return fail('not-a-picture', {})
    const maxBytes = isInline === true ? maxPictureBytes : maxFileBytes
    if (upload.bytes > maxBytes) return fail('too-large', { maxBytes })
    const found = emails.draft(id)
    if (!found.ok) return found
    const hash = attachments.put(await readFile(upload.path))
    // The same picture twice in a text travels once.
    const same = pictureOf(readAttachments(found.value.attachments), hash)?.cid
    const made = () => `${Buffer.from(random.bytes(10)).toString('hex')}@kith`
    const attachment: StoredAttachment = {
      hash,
      name: upload.name.slice(0, maxName),
      type,
      size: upload.bytes,
      cid: isInline === true ? (same ?? made()) : null,
    }
    const label = { code: 'emails.attach' }
    const done = await emails.changeDrafts({ id, wholeBatch, context, label }, (tx, row) => {
      const others = readAttachments(row.attachments).filter(
        (each) => each.hash !== hash || (each.cid === null) !== (attachment.cid === null),
      )
      emails.write(tx, row.id, { attachments: writeAttachments([...others, attachment]) })
    })
    return done.ok ? { ok: true, value: { ...done.value, attachment } } : done
  }

  async detach(
    { id, hash, wholeBatch }: Input<'emails.detach'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.detach'>> {
    const { emails } = this.dependencies
    const label = { code: 'emails.detach' }
    return emails.changeDrafts({ id, wholeBatch, context, label }, (tx, row) => {
      const all = readAttachments(row.attachments)
      // What lies beside the text goes first; a picture in it may be the same file.
      const isBeside = all.some((each) => each.hash === hash && each.cid === null)
      const kept = all.filter((each) => each.hash !== hash || (isBeside && each.cid !== null))
      emails.write(tx, row.id, { attachments: writeAttachments(kept) })
    })
  }
}

const maxName = 200

const pictureOf = (attachments: readonly StoredAttachment[], hash: string) =>
  attachments.find((each) => each.hash === hash && each.cid !== null)
