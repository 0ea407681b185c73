/** How wide a picture may stand in a mail (px), as wide as its text. */
const widest = 560
/** Twice as fine, for good screens. */
const finest = 2 * widest
/** What is smaller than this is taken as it is (bytes). */
const smallEnough = 400_000

/** A picture as it goes into a text. */
export interface ShownPicture {
  readonly file: File
  /** How wide it stands there (px). */
  readonly width: number
}

const types: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
}

/** Named by what it is: the clipboard and some programs give no name, or a wrong one. */
const named = (content: Blob, name: string): File => {
  const base = name.replace(/\.[^.]*$/u, '').trim() || 'picture'
  return new File([content], `${base}.${types[content.type] ?? 'bin'}`, { type: content.type })
}

const redrawn = async (bitmap: ImageBitmap, type: string): Promise<Blob> => {
  const share = Math.min(1, finest / bitmap.width)
  const canvas = new OffscreenCanvas(
    Math.round(bitmap.width * share),
    Math.round(bitmap.height * share),
  )
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: type === 'image/png' ? type : 'image/jpeg', quality: 0.86 })
}

/**
 * A picture as small as a mail needs it; null for what mail programs do not show.
 *
 * A large one is drawn anew, and with that loses where and when it was taken. One that moves stays
 * as it is.
 */
export const shownPicture = async (file: File): Promise<ShownPicture | null> => {
  if (types[file.type] === undefined) return null
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap === null) return null
  const width = Math.min(bitmap.width, widest)
  const isFine = bitmap.width <= finest && file.size <= smallEnough
  const content = isFine || file.type === 'image/gif' ? file : await redrawn(bitmap, file.type)
  bitmap.close()
  return { file: named(content.size < file.size ? content : file, file.name), width }
}
