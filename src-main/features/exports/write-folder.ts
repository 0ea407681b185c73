import { closeSync, createWriteStream, openSync, readdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { csvLines } from '#main/engines/file-formats/text/csv-write.ts'
import type { SheetWords } from './sheet-words.ts'
import type { TableSheet } from './tables.repository.ts'

/** What a complete export is made of. */
export interface FolderParts {
  /** The file of all contacts, lossless. */
  readonly contacts: string
  readonly tables: readonly TableSheet[]
  /** Folder of the attachments. */
  readonly attachments: string
  /** Words of every language, each for a README of its own. */
  readonly readmes: ReadonlyMap<string, SheetWords>
  /** An empty folder for what is on its way into the zip. */
  readonly scratch: string
  /** Day of the export, `YYYY-MM-DD`. */
  readonly day: string
}

/** Told before each table. */
export type OnTable = (done: number, total: number) => void

/** Writes everything as one .zip: a CSV per table, the attachments, a README in each language. */
export const writeFolder = async (
  path: string,
  parts: FolderParts,
  onTable: OnTable,
): Promise<void> => {
  const zip = new ZipFile()
  for (const [language, words] of parts.readmes) {
    zip.addBuffer(Buffer.from(readme(words, parts)), `README.${language}.md`)
  }
  zip.addFile(parts.contacts, 'contacts-to-import.csv')
  for (const [at, table] of parts.tables.entries()) {
    onTable(at, parts.tables.length)
    const file = join(parts.scratch, `${table.name}.csv`)
    writeTable(file, table)
    zip.addFile(file, `tables/${table.name}.csv`)
  }
  for (const file of filesBelow(parts.attachments)) {
    zip.addFile(join(parts.attachments, file), `attachments/${file}`)
  }
  zip.end()
  const written = createWriteStream(path, { mode: 0o600 })
  // yazl's stream is one of Node's; its types name the older interface of them.
  await pipeline(zip.outputStream as NodeJS.ReadableStream, written)
}

const writeTable = (path: string, table: TableSheet): void => {
  const file = openSync(path, 'w', 0o600)
  try {
    writeSync(file, csvLines([table.headers], { delimiter: ',' }))
    for (const rows of table.batches()) writeSync(file, csvLines(rows, { delimiter: ',' }))
  } finally {
    closeSync(file)
  }
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((name) => name.replaceAll('\\', '/'))

const readme = ({ exports }: SheetWords, { tables, day }: FolderParts): string => {
  const { readme: words } = exports
  const about: Readonly<Record<string, string>> = words.tables
  return [
    `# ${words.title}`,
    '',
    words.made.replace('{{day}}', day),
    '',
    `- \`contacts-to-import.csv\`: ${words.contacts}`,
    `- \`attachments/\`: ${words.attachments}`,
    `- \`tables/\`: ${words.tablesText}`,
    '',
    `| ${words.table} | ${words.rows} | ${words.what} |`,
    '|---|---:|---|',
    ...tables.map(({ name, rows }) => `| \`${name}.csv\` | ${rows} | ${about[name] ?? ''} |`),
    '',
    words.times,
    '',
  ].join('\n')
}
