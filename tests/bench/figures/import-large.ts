import { join } from 'node:path'
import writeExcelFile from 'write-excel-file/node'
import {
  generatedHeader,
  generatePerson,
  writeGeneratedCsv,
} from '#tests/support/generate-contacts.ts'
import { bringIn, type Hosted } from '../bring-in.ts'
import type { Report } from '../figure.ts'
import { strictReference } from '../strict-reference.ts'

/** What a large import is measured on: a host that has done nothing before. */
export interface LargeParts extends Hosted {
  readonly report: Report
  readonly folder: string
  readonly rows: number
}

const hundredths = (value: number): number => Math.round(value * 100) / 100
const none = { reference: null, ratio: null, aim: null }

/** Ten times as many rows in the same memory. */
export const measureMillion = async (parts: LargeParts): Promise<void> => {
  const { report, host, folder, rows } = parts
  const csv = join(folder, 'million.csv')
  await writeGeneratedCsv(csv, { rows, seed: 22 })
  const reference = strictReference(csv)
  const { whole, commit, counts } = await bringIn(parts, csv)
  if (counts.rows !== rows) report.fail('import.million', JSON.stringify(counts))
  report.add({
    id: 'import.million',
    value: hundredths(whole.seconds),
    unit: 's',
    reference: hundredths(reference.seconds),
    ratio: Math.round((whole.seconds / reference.seconds) * 10) / 10,
    must: null,
    aim: null,
    more: { rows, commit: hundredths(commit.seconds), cpu: hundredths(whole.cpu) },
  })
  const peak = host.peakMegabytes()
  report.add({ id: 'import.million.memory', value: peak, unit: 'MB', must: 500, ...none })
}

/** The same people as an .xlsx file. */
export const measureSheet = async (parts: LargeParts): Promise<void> => {
  const { report, host, folder, rows } = parts
  const path = join(folder, 'people.xlsx')
  const people = Array.from({ length: rows }, (_, number) =>
    generatePerson(20, number).map((value) => (value === '' ? null : { value })),
  )
  const data = [generatedHeader.map((value) => ({ value })), ...people]
  await writeExcelFile(data).toFile(path)
  const { whole, commit, counts } = await bringIn(parts, path)
  if (counts.rows !== rows) report.fail('import.sheet', JSON.stringify(counts))
  const value = hundredths(whole.seconds)
  const more = { rows, commit: hundredths(commit.seconds), cpu: hundredths(whole.cpu) }
  report.add({ id: 'import.sheet', value, unit: 's', must: 60, ...none, more })
  const peak = host.peakMegabytes()
  report.add({ id: 'import.sheet.memory', value: peak, unit: 'MB', must: 700, ...none })
}
