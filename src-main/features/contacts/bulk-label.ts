import type { OperationLabel } from '#main/db/unit-of-work.ts'
import type { BulkAct } from './contact-bulk.repository.ts'

/** What History says of a bulk act that changes `count` contacts. */
export const bulkLabel = (act: BulkAct, count: number): OperationLabel => {
  const code = `contacts.${act.type}`
  switch (act.type) {
    case 'setStage':
      return { code, numbers: { count, stage: act.stage ?? 'none' } }
    case 'addTag':
    case 'removeTag':
      return { code, numbers: { count, tagId: act.tagId } }
    case 'delete':
      return { code, numbers: { count } }
  }
}
