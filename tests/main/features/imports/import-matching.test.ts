import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { heavyFiles } from '#tests/support/heavy-files.ts'
import { ImportRuns, type TestPlan } from '#tests/support/import-runs.ts'

// Small pools, so that everything meets everything.
const maybe = (...values: string[]) => fc.constantFrom('', ...values)
const row = fc.record({
  Name: maybe('Ana Ferreira', 'A. Ferreira', 'Ferreira, Ana', 'Rui Silva', 'Ana Silva', '王伟'),
  Company: maybe('Lumen Studio', 'LUMEN studio', 'Weber & Sohn'),
  Email: maybe('ana@x.pt', 'ANA@x.pt', 'rui@x.pt', 'info@x.pt', 'ana@x.pt; rui@x.pt', 'broken'),
  Phone: maybe('912 000 111', '+351912000111', '213 456 789', '91 23'),
  City: maybe('Lisboa', 'Porto'),
  Street: maybe('Rua A 1', ''),
  Birthday: maybe('1984-03-14', '24.01.'),
  Position: maybe('Owner', 'Buyer'),
  Tags: maybe('VIP', 'vip, Regular', 'Äpfel', 'äpfel'),
  Niveau: maybe('B2', 'C1'),
  Notes: maybe('vegetarian', 'B2'),
})
const table = fc.array(row, { minLength: 1, maxLength: 12 })
const csvOf = (rows: readonly Record<string, string>[]) => Papa.unparse([...rows])
const filled = (rows: readonly Record<string, string>[]) =>
  rows.filter((one) => Object.values(one).some((value) => value !== '')).length

const withRuns = async (work: (runs: ImportRuns) => Promise<void>): Promise<void> => {
  const runs = await ImportRuns.open()
  try {
    await work(runs)
  } finally {
    runs.close()
  }
}

const groups = ['new', 'changed', 'unchanged', 'duplicates', 'problems'] as const
const choices = { unreadable: 'keep-as-note' } as const

/** The owner calls everybody different who may be somebody. */
const decideAll = async (runs: ImportRuns, plan: TestPlan): Promise<TestPlan> => {
  let decided = plan
  for (let round = 0; decided.counts.duplicates > 0 && round < 5; round += 1) {
    const decisions = runs
      .rows(decided, 'duplicates')
      .rows.map(({ row }) => ({ row, verdict: 'different' as const }))
    decided = await runs.revise(decided, { decisions })
  }
  return decided
}

it('puts every row in one group, and brings nothing the second time', async () => {
  await fc.assert(
    fc.asyncProperty(table, table, async (before, rows) => {
      await withRuns(async (runs) => {
        // Somebody is there already.
        await runs.bring(csvOf(before), choices)
        const rehearsed = await runs.plan(csvOf(rows), choices)
        for (const group of groups) {
          const shown = runs.rows(rehearsed, group).rows
          expect(shown).toHaveLength(rehearsed.counts[group])
          const brings = shown.map(({ changes }) =>
            changes.some(({ kind }) => kind === 'fills-blank' || kind === 'adds'),
          )
          const isExpected = group === 'changed' ? true : group === 'unchanged' ? false : null
          expect(brings.filter((one) => isExpected !== null && one !== isExpected)).toEqual([])
        }
        expect(runs.rows(rehearsed, 'problems').rows.every(({ problem }) => problem !== null)).toBe(
          true,
        )
        const kept = groups
          .filter((group) => ['new', 'changed', 'unchanged'].includes(group))
          .flatMap((group) => runs.rows(rehearsed, group).rows)
          .filter(({ problem }) => problem !== null)
        expect(kept).toHaveLength(rehearsed.counts.kept)
        const plan = await decideAll(runs, rehearsed)
        const { counts } = plan
        expect(groups.reduce((sum, group) => sum + counts[group], 0)).toBe(filled(rows))
        const { reader } = runs.connection
        const contacts = () =>
          reader.firstSql<{ n: number }>('select count(*) n from contacts')?.n ?? 0
        const known = contacts()
        expect(await runs.commit(plan)).toMatchObject({ code: 'applied', counts })
        expect(contacts() - known).toBe(counts.new + counts.newCompanies)
        const again = await runs.plan(csvOf(rows), choices)
        expect({ rows, counts: again.counts }).toMatchObject({
          rows,
          counts: { new: 0, changed: 0, newCompanies: 0, problems: counts.problems },
        })
        expect(reader.allSql('pragma foreign_key_check')).toEqual([])
      })
    }),
    { numRuns: 25, seed: 2, endOnFailure: true },
  )
})

it('brings nothing the second time where nobody decided anything', async () => {
  let undecided = 0
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      await withRuns(async (runs) => {
        const { counts } = await runs.bring(csvOf(rows), choices)
        undecided += counts.duplicates
        for (const file of [rows, rows.toReversed()]) {
          const again = await runs.bring(csvOf(file), choices)
          expect({ file, counts: again.counts }).toMatchObject({
            file,
            counts: { new: 0, changed: 0, newCompanies: 0 },
          })
        }
      })
    }),
    { numRuns: 10, seed: 6, endOnFailure: true },
  )
  expect(undecided).toBeGreaterThan(5)
})

const crowds = heavyFiles.filter(({ name }) =>
  /one (?:name|phone|e-mail|birthday)|almost|colleagues|Han/u.test(name),
)

it.each(crowds)('brings nothing the second time: $name', async ({ text }) => {
  await withRuns(async (runs) => {
    const file = text(12_000)
    const { counts } = await runs.bring(file, choices)
    expect(counts.new).toBeGreaterThan(0)
    const again = await runs.bring(file, choices)
    expect(again.counts).toMatchObject({ rows: counts.rows, new: 0, changed: 0, newCompanies: 0 })
  })
})

it('keeps what a later row says otherwise about a new person as notes', async () => {
  const person = (
    Name: string,
    Email: string,
    Position: string,
    Shoe: string,
    Birthday: string,
  ) => ({
    Name,
    Email,
    Position,
    Shoe,
    Birthday,
  })
  const text = csvOf([
    person('Ana Ferreira', 'ana@x.pt', 'Owner', '38', '1984-03-14'),
    person('Ferreira, Ana', 'ana@x.pt', 'Buyer', '39', '1985-03-14'),
    person('ANA FERREIRA', 'ana@x.pt', 'Owner', '38', ''),
    person('Rui', 'rui@x.pt', '', '41', ''),
  ])
  await withRuns(async (runs) => {
    await runs.bring(text, choices)
    const found = runs.connection.reader.allSql(
      'select display_name as name, notes from contacts order by id',
    )
    expect(found).toEqual([
      {
        name: 'Ana Ferreira',
        notes: 'Position: Buyer\nShoe: 39\nBirthday: 1985-03-14',
      },
      { name: 'Rui', notes: null },
    ])
    const { counts } = await runs.plan(text, choices)
    expect(counts).toMatchObject({ new: 0, changed: 0, unchanged: 4 })
  })
})

it('takes words with an @ for a name, and only an address alone for none', async () => {
  const person = (Name: string, Email: string, Phone: string) => ({ Name, Email, Phone })
  const text = csvOf([
    person('FARIS IT@SCHOOL', 'faris@x.pt', '912 000 111'),
    person('jhamis90@gmail com', 'jhamis90@gmail.com', ''),
    person('rui@x.pt', 'rui@x.pt', ''),
    person('', 'ana@x.pt', ''),
  ])
  const later = csvOf([
    person('Faris Khan', 'faris@x.pt', ''),
    person('Rui Silva', 'rui@x.pt', ''),
    person('Ana Ferreira', 'ana@x.pt', ''),
  ])
  const names = 'select display_name as name, notes from contacts order by id'
  await withRuns(async (runs) => {
    await runs.bring(text, choices)
    const again = await runs.plan(text, choices)
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 4 })
    await runs.bring(later, choices)
    expect(runs.connection.reader.allSql(names)).toEqual([
      { name: 'FARIS IT@SCHOOL', notes: 'Name: Faris Khan' },
      { name: 'jhamis90@gmail com', notes: null },
      { name: 'Rui Silva', notes: null },
      { name: 'Ana Ferreira', notes: null },
    ])
  })
})

it('takes a number in the place of a name for one, unless it is their phone', async () => {
  const person = (Name: string, Email: string, Phone: string) => ({ Name, Email, Phone })
  const text = csvOf([
    person('8156.13', 'rui@x.pt', ''),
    person('903.4455', 'rui@x.pt', ''),
    person('', 'ana@x.pt', '912 000 111'),
    person('', '', '912 000 222'),
  ])
  await withRuns(async (runs) => {
    await runs.bring(text, choices)
    const again = await runs.plan(text, choices)
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 4 })
    await runs.bring(csvOf([person('Eva Roth', '', '912 000 222')]), choices)
    const names = 'select display_name as name, notes from contacts order by id'
    expect(runs.connection.reader.allSql(names)).toEqual([
      { name: '8156.13', notes: 'Name: 903.4455' },
      { name: 'ana@x.pt', notes: null },
      { name: 'Eva Roth', notes: null },
    ])
  })
})

it('takes a row of many addresses and no name for a list, not for one of its people', async () => {
  const people = ['Ana Lima', 'Rui Silva', '王伟', 'Jo Berg', 'Eva Roth', 'Ida Falk']
  const rows = people.map((Name, n) => ({ Name, Email: `p${n}@x.pt` }))
  const list = { Name: '', Email: rows.map(({ Email }) => Email).join('; ') }
  for (const text of [csvOf([list, ...rows]), csvOf([...rows, list])]) {
    await withRuns(async (runs) => {
      const { counts } = await runs.bring(text, choices)
      expect(counts).toMatchObject({ rows: 7, new: 7 })
      const again = await runs.plan(text, choices)
      expect(again.counts).toMatchObject({ new: 0, changed: 0 })
    })
  }
})

it('never takes two numbers of customers for one because of a name', async () => {
  const customer = (Id: string, Name: string, Email: string) => ({ Id, Name, Email })
  const text = csvOf([
    customer('1', 'Max Mustermann', ''),
    customer('4', 'Max Mustermann', ''),
    customer('5', 'Lisa Bauer', 'lisa@x.pt'),
    customer('6', 'Lisa Bauer', 'lisa@x.pt'),
  ])
  await withRuns(async (runs) => {
    const plan = await runs.plan(text, choices)
    expect(plan.counts).toMatchObject({ new: 2, changed: 1, duplicates: 1 })
    const decided = await decideAll(runs, plan)
    await runs.commit(decided)
    const again = await runs.plan(text, choices)
    expect(again.counts).toMatchObject({ new: 0, changed: 0, duplicates: 0 })
  })
})

it('takes a birthday that many have for nobody’s', async () => {
  const names = (n: number) => ({ Name: `Anna M${n}ller`, Birthday: '1900-01-01' })
  const crowd = Array.from({ length: 100 }, (_, n) => names(n))
  const pair = ['Jon Smith', 'John Smith'].map((Name) => ({ Name, Birthday: '1984-03-14' }))
  await withRuns(async (runs) => {
    const { counts } = await runs.plan(csvOf([...crowd, ...pair]), choices)
    expect(counts).toMatchObject({ rows: 102, duplicates: 1, new: 101 })
  })
})
