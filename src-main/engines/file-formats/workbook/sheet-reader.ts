import { readSheet } from 'read-excel-file/universal'
import { plainNumber, type SheetValue } from './sheet-values.ts'
import { type PackagePart, storedZip } from './stored-zip.ts'

/** The parts of an .xlsx file that hold one sheet, unpacked and measured. */
export interface SheetParts {
  readonly cells: Uint8Array
  readonly sharedStrings: Uint8Array | null
  readonly styles: Uint8Array | null
  /** True when days count from 1904. */
  readonly startsIn1904: boolean
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships'

/**
 * Packs one sheet anew, so that the reader sees what was measured and nothing else, and unpacks
 * nothing by itself.
 */
export const packSheetParts = (parts: SheetParts): Uint8Array<ArrayBuffer> =>
  storedZip(packageOf(parts))

/** The rows of a packed sheet, blank ones included; null when it cannot be read. */
export const readSheetRows = async (
  zip: Uint8Array<ArrayBuffer>,
): Promise<readonly (readonly SheetValue[])[] | null> => {
  try {
    const options = { trim: false, parseNumber: plainNumber }
    // Numbers are text by `parseNumber`; the rest are the kinds of a `SheetValue`.
    return (await readSheet(zip.buffer, 1, options)) as readonly (readonly SheetValue[])[]
  } catch {
    return null
  }
}

const packageOf = ({ cells, sharedStrings, styles, startsIn1904 }: SheetParts): PackagePart[] => {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const relations = [
    relation('r1', 'worksheet', 'sheet.xml'),
    relation('r2', 'sharedStrings', 'strings.xml'),
    relation('r3', 'styles', 'styles.xml'),
  ].join('')
  const flag = startsIn1904 ? '<workbookPr date1904="1"/>' : ''
  const workbook = `<workbook xmlns="${main}" xmlns:r="${office}">${flag}<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`
  const text = (path: string, xml: string): PackagePart => ({
    path,
    bytes: new TextEncoder().encode(xml),
  })
  return [
    text('xl/workbook.xml', workbook),
    text(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packages}">${relations}</Relationships>`,
    ),
    { path: 'xl/sheet.xml', bytes: cells },
    ...(sharedStrings === null ? [] : [{ path: 'xl/strings.xml', bytes: sharedStrings }]),
    ...(styles === null ? [] : [{ path: 'xl/styles.xml', bytes: styles }]),
  ]
}
