import type { Output } from '#shared/contract/index.ts'

/** A file that goes along, as the mail's row names it. */
export type StoredAttachment = Output<'emails.get'>['email']['attachments'][number]

/** The files that a mail's row names. */
export const readAttachments = (json: string): readonly StoredAttachment[] =>
  // Only `writeAttachments` fills the column.
  JSON.parse(json) as StoredAttachment[]

/** The column for these files. */
export const writeAttachments = (attachments: readonly StoredAttachment[]): string =>
  JSON.stringify(attachments)

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  zip: 'application/zip',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
}

/** The kind of a file by the end of its name. */
export const typeOfFile = (name: string): string =>
  types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'

/** Whether mail programs show such a file inside a text. */
export const isShownPicture = (type: string): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type)

const sources = /\bsrc=["']?cid:([\w.@-]+)/gu

/** Content ids of the pictures that a text shows. */
export const shownIn = (body: string): ReadonlySet<string> =>
  new Set([...body.matchAll(sources)].map(([, cid = '']) => cid))

/** Whether a text shows a picture that its mail has not: whoever put it in took that back. */
export const isPictureGone = (json: string, body: string): boolean => {
  const kept = new Set(readAttachments(json).map(({ cid }) => cid))
  return [...shownIn(body)].some((cid) => !kept.has(cid))
}

/** A text without the pictures that its mail has not. */
export const withoutGonePictures = (json: string, body: string): string => {
  const kept = new Set(readAttachments(json).map(({ cid }) => cid))
  return body.replace(/<img\b[^>]*>/giu, (tag) =>
    [...shownIn(tag)].every((cid) => kept.has(cid)) ? tag : '',
  )
}

/** The files that leave with a text: of pictures only those that it shows. */
export const goingAlong = (json: string, body: string): readonly StoredAttachment[] => {
  const shown = shownIn(body)
  return readAttachments(json).filter(({ cid }) => cid === null || shown.has(cid))
}
