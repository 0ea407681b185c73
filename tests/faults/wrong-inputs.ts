import { z } from 'zod'
import type { SeededRandom } from '#tests/support/seeded-random.ts'

/** A JSON schema, as far as samples are made from it. */
interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly pattern?: string
}

/** The schema of a procedure's input as plain JSON. */
export const describeInput = (input: z.ZodType): JsonSchema =>
  // What zod writes is a JSON schema.
  z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema

const texts = [
  'Ada Lovelace',
  'ada@example.com',
  '+351 912 345 678',
  '2026-11-20',
  '09:30',
  'PT',
  'EUR',
  'Europe/Lisbon',
  '0123456789abcdef0123456789abcdef',
]

/** An input that is right or nearly so. */
export const sampleOf = (schema: JsonSchema, random: SeededRandom, depth = 0): unknown => {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return random.pick(schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return sampleOf(random.pick(options), random, depth + 1)
  if (schema.type === 'object') {
    const entries = Object.entries(schema.properties ?? {})
    return Object.fromEntries(
      entries
        .filter(() => random.chance(0.8))
        .map(([key, value]) => [key, sampleOf(value, random, depth + 1)]),
    )
  }
  if (schema.type === 'array') {
    const count = depth > 4 ? 0 : random.integer(3)
    return Array.from({ length: count }, () => sampleOf(schema.items ?? {}, random, depth + 1))
  }
  if (schema.type === 'integer' || schema.type === 'number') return 1 + random.integer(6)
  if (schema.type === 'boolean') return random.chance(0.5)
  return schema.type === 'null' ? null : random.pick(texts)
}

const nested = (depth: number): unknown => {
  let value: unknown = 1
  for (let n = 0; n < depth; n += 1) value = [value]
  return value
}

/** Values that no field expects and that JSON can carry. */
const hostileValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  -0.0001,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  1e308,
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202ekcab',
  'x'.repeat(20_000),
  "'; drop table contacts; --",
  '" or 1=1 --',
  '%00',
  '../../../../etc/passwd',
  '\\\\host\\share',
  '9999-99-99',
  '0000-00-00',
  '2026-02-30',
  '25:61',
  '${7*7}',
  '{{7*7}}',
  '=cmd|calc',
  [],
  {},
  [[]],
  nested(500),
  Array.from({ length: 5_000 }, (_, n) => n),
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  JSON.parse('{"constructor":{"prototype":{"isAdmin":true}}}'),
]

const cyclic: Record<string, unknown> = {}
cyclic['self'] = cyclic

/** Values that only a caller in the same process can pass. */
const liveValues: readonly unknown[] = [
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1n,
  Symbol('x'),
  () => 1,
  cyclic,
  new Map([[1, 2]]),
  new Date(Number.NaN),
  Object.create({ inherited: 1 }),
  new Uint8Array(8),
]

/** Puts something wrong into one place of an input. */
const spoil = (value: unknown, wrong: unknown, random: SeededRandom): unknown => {
  if (random.chance(0.25) || typeof value !== 'object' || value === null) return wrong
  if (Array.isArray(value)) {
    if (value.length === 0) return [wrong]
    const at = random.integer(value.length)
    return value.map((one: unknown, index) => (index === at ? spoil(one, wrong, random) : one))
  }
  const keys = Object.keys(value)
  const dice = random.integer(10)
  // A key nobody knows.
  if (keys.length === 0 || dice === 0) return { ...value, unknownKey: wrong }
  const key = random.pick(keys)
  if (dice === 1) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      // Plain values made by `sampleOf`.
      name === key ? spoil(one, wrong, random) : (one as unknown),
    ]),
  )
}

/** The next wrong input; with `live` also what JSON cannot carry. */
export const wrongInput = (schema: JsonSchema, random: SeededRandom, isLive: boolean): unknown => {
  const values = isLive && random.chance(0.2) ? liveValues : hostileValues
  const wrong = values[random.integer(values.length)]
  return spoil(sampleOf(schema, random), wrong, random)
}
