import type { OperationLabel } from '#main/db/unit-of-work.ts'
import type { BulkAct } from './contact-bulk.repository.ts'

/** What History says of a bulk act that changes `count` contacts; `from` is a single one's stage. */
export const bulkLabel = (
  act: BulkAct,
  count: number,
  from: string | null = null,
): OperationLabel => {
  const code = `contacts.${act.type}`
  switch (act.type) {
    case 'setStage':
      return {
        code,
        numbers: { count, stage: act.stage ?? 'none', ...(from === null ? {} : { from }) },
      }
    case 'addTag':
    case 'removeTag':
      return { code, numbers: { count, tagId: act.tagId } }
    case 'delete':
      return { code, numbers: { count } }
  }
}

/** What History says of a tag that was made and given to `count` contacts. */
export const newTagLabel = (count: number): OperationLabel => ({
  code: 'contacts.addTag',
  numbers: { count },
})
