import type { Output } from '#shared/contract/index.ts'

const stepNames = ['smtp', 'imap', 'send', 'find', 'plus'] as const
const problems = ['connect', 'tls', 'auth', 'refused', 'protocol', 'not-arrived'] as const
const ends = ['ok', 'failed', 'skipped'] as const

/** One step of the set-up test, as far as it has come. */
export interface TestStep {
  readonly name: (typeof stepNames)[number]
  readonly status: (typeof ends)[number] | 'waiting' | 'running'
  readonly problem: (typeof problems)[number] | null
  /** What the server said. */
  readonly reply: string | null
}

type Job = Output<'jobs.get'>

const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | null =>
  words.find((word) => word === value) ?? null

const endedSteps = (outcome: unknown): ReadonlyMap<unknown, TestStep> => {
  const isObject = typeof outcome === 'object' && outcome !== null
  const steps: unknown = isObject && 'steps' in outcome ? outcome.steps : []
  const read = (Array.isArray(steps) ? steps : []).flatMap((step: unknown) => {
    const facts: Readonly<Record<string, unknown>> = typeof step === 'object' ? { ...step } : {}
    const name = oneOf(stepNames, facts['step'])
    if (name === null) return []
    const status = oneOf(ends, facts['status']) ?? 'skipped'
    const reply = typeof facts['reply'] === 'string' ? facts['reply'] : null
    return [{ name, status, problem: oneOf(problems, facts['problem']), reply }]
  })
  return new Map(read.map((step) => [step.name, step]))
}

/** The steps of a test that runs or has ended; the contract describes the outcome. */
export const readTest = (job: Job): readonly TestStep[] => {
  const ended = endedSteps(job.outcome)
  const at = stepNames.findIndex((name) => name === job.phase)
  return stepNames.map((name, index) => {
    const live = index < at ? 'ok' : index === at ? 'running' : 'waiting'
    return ended.get(name) ?? { name, status: live, problem: null, reply: null }
  })
}
