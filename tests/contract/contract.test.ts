import { describe, expect, test } from 'vitest'
import { contract, findProcedure, type ProcedureName } from '#shared/contract/index.ts'
import type { Reply } from '#shared/contract/wire.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { type Arrange, CaseApp, type ProcedureCases, type Unarrangeable } from './case.ts'
import { emailAccountCases } from './cases/accounts.ts'
import { historyCases } from './cases/changes.ts'
import { emailCases, suppressionCases } from './cases/emails.ts'
import { exportCases } from './cases/exports.ts'
import { appCases, backupCases, jobCases, settingsCases } from './cases/house.ts'
import { importCases } from './cases/imports.ts'
import { mailboxCases } from './cases/mailboxes.ts'
import { contactCases, customFieldCases, relationCases, tagCases } from './cases/people.ts'
import { suggestionCases } from './cases/suggestions.ts'
import { templateCases } from './cases/templates.ts'
import { activityCases, followUpCases, rhythmCases, searchCases, todayCases } from './cases/work.ts'
import { type Wire, wires } from './wires.ts'

/** A procedure without a row is missing here, and the type says so. */
const cases: { readonly [N in ProcedureName]: ProcedureCases<N> } = {
  ...appCases,
  ...settingsCases,
  ...contactCases,
  ...tagCases,
  ...customFieldCases,
  ...relationCases,
  ...activityCases,
  ...followUpCases,
  ...rhythmCases,
  ...todayCases,
  ...searchCases,
  ...importCases,
  ...exportCases,
  ...jobCases,
  ...historyCases,
  ...backupCases,
  ...emailAccountCases,
  ...mailboxCases,
  ...suggestionCases,
  ...emailCases,
  ...suppressionCases,
  ...templateCases,
}

const names = Object.entries(contract).flatMap(([slice, procedures]) =>
  // Keys of the contract joined this way are its names.
  Object.keys(procedures).map((procedure) => `${slice}.${procedure}` as ProcedureName),
)

interface AnyCases {
  readonly success: Arrange<never> | Unarrangeable
  readonly window?: string
  readonly failures: Readonly<Record<string, Arrange<never> | Unarrangeable>>
}

// Per name the types fit; the loop over all names cannot express it.
const casesOf = (name: ProcedureName): AnyCases => cases[name] as unknown as AnyCases

const callOn = async (
  wire: Wire,
  name: string,
  { arrange, window }: { arrange: Arrange<never>; window: string | undefined },
): Promise<Reply> => {
  const wired = await wire.open(temporaryFolder())
  try {
    return await wired.reply(name, await arrange(new CaseApp(wired)), window)
  } finally {
    await wired.close()
  }
}

test('every procedure has rows, and no row is of an unknown procedure', () => {
  expect(Object.keys(cases).sort()).toEqual([...names].sort())
})

test.each(names)('%s: every declared failure has a row', (name) => {
  const declared = Object.keys(findProcedure(name)?.failures ?? {})
  expect(Object.keys(casesOf(name).failures).sort()).toEqual(declared.sort())
})

describe.each(wires)('$name', (wire) => {
  describe.each(names)('%s', (name) => {
    const { success, window, failures } = casesOf(name)

    test.skipIf('skip' in success)('succeeds with an output as declared', async () => {
      if ('skip' in success) return
      const reply = await callOn(wire, name, { arrange: success, window })
      expect(reply).toEqual({ ok: true, value: expect.anything() })
      findProcedure(name)?.output.parse(reply.ok ? reply.value : undefined)
    })

    for (const [code, arrange] of Object.entries(failures)) {
      test.skipIf('skip' in arrange)(`fails with ${code}`, async () => {
        if ('skip' in arrange) return
        const reply = await callOn(wire, name, { arrange, window })
        expect(reply).toMatchObject({ ok: false, error: { code } })
        const schema = findProcedure(name)?.failures[code]
        schema?.parse(reply.ok ? undefined : reply.error.data)
      })
    }
  })
})
