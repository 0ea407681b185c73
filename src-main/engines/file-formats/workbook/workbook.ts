import { tagsNamed } from './xml-tags.ts'

/** A sheet with cells. */
export interface WorkbookSheet {
  readonly name: string
  readonly isHidden: boolean
  /** Where its cells are in the package. */
  readonly path: string
}

/** What an .xlsx file contains. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[]
  /** True when days count from 1904, as old Macs do. */
  readonly startsIn1904: boolean
  /** Null when the package has none. */
  readonly sharedStrings: string | null
  readonly styles: string | null
}

/** Reads `workbook.xml` and its relations; `folder` is where the workbook lies (`xl/`). */
export const readWorkbook = (workbook: string, relations: string, folder: string): Workbook => {
  const related = tagsNamed(relations, 'Relationship').map(({ Id, Type, Target }) => ({
    id: Id ?? '',
    type: (Type ?? '').split('/').at(-1) ?? '',
    path: pathOf(Target ?? '', folder),
  }))
  const byType = (type: string): string | null =>
    related.find((relation) => relation.type === type)?.path ?? null
  const sheets = tagsNamed(workbook, 'sheet').flatMap(({ name, id, state }) => {
    const relation = related.find((one) => one.id === id && one.type === 'worksheet')
    if (name === undefined || relation === undefined) return []
    return [{ name, isHidden: /hidden/iu.test(state ?? ''), path: relation.path }]
  })
  const { date1904 } = tagsNamed(workbook, 'workbookPr')[0] ?? {}
  return {
    sheets,
    startsIn1904: date1904 === '1' || date1904 === 'true',
    sharedStrings: byType('sharedStrings'),
    styles: byType('styles'),
  }
}

/** Targets are relative to the workbook, or absolute. */
const pathOf = (target: string, folder: string): string => {
  const parts: string[] = []
  for (const part of (target.startsWith('/') ? target.slice(1) : folder + target).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
