import type { Formats } from '#renderer/ui/format.ts'

const kilo = 1024

/** A file size as people say it: 340 KB, 2.4 MB. */
export const sizeWords = (bytes: number, formats: Pick<Formats, 'number'>): string =>
  bytes < kilo * kilo
    ? `${formats.number(Math.max(1, Math.round(bytes / kilo)))} KB`
    : `${formats.number(Math.round((bytes / kilo / kilo) * 10) / 10)} MB`
