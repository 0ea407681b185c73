import type { Reader } from '#main/db/executor.ts'
import type { Output } from '#shared/contract/index.ts'
import { ruledFact } from '../matching/matching-plan.ts'
import { storedPlan } from '../staging/stored-plan.ts'

type RehearsedColumn = Output<'imports.rehearsal'>['columns'][number]

/** The columns of a plan, each with how many people it would change if it overwrote. */
export const rehearsedColumns = (stage: Reader): RehearsedColumn[] => {
  const fact = (key: string): string | null =>
    stage.firstSql<{ value: string }>('select value from import_facts where key = ?', key)?.value ??
    null
  const plan = storedPlan({ fact })
  // Only matching writes it, as such.
  const differing = JSON.parse(fact('differing') ?? '{}') as Record<string, number>
  return plan.headers.map((header, index) => {
    const target = plan.targets[index] ?? ({ field: 'named-note' } as const)
    const field = plan.fields.find(({ column }) => column === index)
    const key = field === undefined ? ruledFact(target.field) : `value:${field.ref}`
    return {
      index,
      header,
      // The engine's lists are read-only, the contract's are not; nobody writes to either.
      target: target as RehearsedColumn['target'],
      differing: key === undefined ? 0 : (differing[key] ?? 0),
    }
  })
}
