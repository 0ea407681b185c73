import { describe, expect, it } from 'vitest'
import { tableRegistry } from '#main/db/table-registry.ts'
import type { QueryName } from '#renderer/api/client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import { contract } from '#shared/contract/index.ts'

const queryNames = Object.entries(contract).flatMap(([slice, procedures]) =>
  Object.entries(procedures)
    .filter(([, procedure]) => procedure.kind === 'query')
    // Built from the contract's own keys.
    .map(([name]) => `${slice}.${name}` as QueryName),
)

describe('query keys', () => {
  it('begin with tables that exist, for every query of the contract', () => {
    const known = new Set([...Object.keys(tableRegistry), '*', 'backups'])
    // The input is not looked at.
    const tables = queryNames.map((name) => [name, queryKey(name, {} as never)[0]] as const)
    expect(tables.filter(([, read]) => !Array.isArray(read))).toEqual([])
    expect(tables.filter(([, read]) => read.some((table) => !known.has(table)))).toEqual([])
  })

  it('name a table whose changes are announced, for every query that reads any', () => {
    const logged = Object.entries(tableRegistry).flatMap(([name, { kind }]) =>
      kind === 'undoable' ? [name] : [],
    )
    // Of these the host tells by itself; jobs and backups have events of their own.
    const told = ['deliveries', 'email_account_states', 'contact_suggestions', 'jobs', 'backups']
    const announced = new Set([...logged, ...told, '*'])
    const deaf = queryNames.filter((name) => {
      const tables = queryKey(name, {} as never)[0]
      return tables.length > 0 && !tables.some((table) => announced.has(table))
    })
    expect(deaf).toEqual([])
  })
})
