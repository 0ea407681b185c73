import type { z } from 'zod'
import type { JobProgress } from '#main/platform/job-protocol.ts'
import type {
  emailAccountTestOutcome,
  emailAccountTestProblem,
  emailAccountTestStep,
} from '#shared/contract/email-accounts.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'

type StepName = z.output<typeof emailAccountTestStep>
type Problem = z.output<typeof emailAccountTestProblem>
type Step = z.output<typeof emailAccountTestOutcome>['steps'][number]

/** What a server refused, and its own words. */
export type ServerRefusal = Failure<Problem, { readonly reply: string | null }>

/** One try with a server. */
export type Tried<T> = Promise<Result<T, ServerRefusal>>

/** What the inbox and the folder of sent mail hold of one mail. */
export interface FoundMail {
  /** Its Message-ID as it arrived; null when it has not arrived. */
  readonly arrivedAs: string | null
  /** Whether a copy lies among the sent mail; null where there is no such folder. */
  readonly isFiled: boolean | null
}

/** A mail of the test on its way to the owner. */
export interface TestMail {
  readonly to: string
  readonly sendId: string
  readonly messageId: string
}

/** The two servers of one account, signed in to. */
export interface ServersUnderTest {
  /** Connects, verifies the certificate, signs in; sends nothing. */
  tryOutgoing(): Tried<{ readonly maxBytes: number | null }>
  /** Null for an account that only sends. */
  readonly tryIncoming: (() => Tried<null>) | null
  createMail(to: string): TestMail
  send(mail: TestMail): Tried<null>
  /** Looks for a mail by its send id. */
  find(mail: TestMail): Tried<FoundMail>
  close(): Promise<void>
}

/** What the test saw of the servers. */
export interface Seen {
  readonly keepsMessageId: boolean | null
  readonly filesSent: boolean | null
  readonly hasPlusAddresses: boolean | null
  readonly maxBytes: number | null
}

/** What the test runs with. */
export interface SetUpTestParts {
  readonly address: string
  readonly servers: ServersUnderTest
  readonly signal: AbortSignal
  readonly tell: (progress: JobProgress) => void
  /** Resolves after so many milliseconds, or at once when the test is stopped. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

const stepNames: readonly StepName[] = ['smtp', 'imap', 'send', 'find', 'plus']
const lookEveryMs = 2000
/** A mail to oneself that takes longer is said not to have arrived. */
const arrivesWithinMs = 60_000
/** A mail to the plus address comes as quickly as the one before, or never. */
const plusWithinMs = 20_000

const plusAddress = (address: string): string => address.replace('@', '+kith-test@')

/** Goes through the steps; what follows a failed one is skipped, except the other server. */
class SetUpRun {
  private readonly parts: SetUpTestParts
  private readonly steps = new Map<StepName, Step>()

  constructor(parts: SetUpTestParts) {
    this.parts = parts
  }

  async run(): Promise<SetUpOutcome> {
    const { servers, address } = this.parts
    const outgoing = await this.step('smtp', () => servers.tryOutgoing())
    const { tryIncoming } = servers
    const incoming = tryIncoming === null ? null : await this.step('imap', tryIncoming)
    const mail = servers.createMail(address)
    const mayLeave = outgoing !== undefined && incoming !== undefined
    const hasLeft = mayLeave && (await this.send(mail))
    const found = hasLeft && tryIncoming !== null ? await this.find(mail) : undefined
    const hasPlusAddresses = found ? await this.tryPlusAddress() : null
    return { steps: this.allSteps(), seen: this.seen(outgoing, { mail, found, hasPlusAddresses }) }
  }

  private async send(mail: TestMail): Promise<boolean> {
    return (await this.step('send', () => this.parts.servers.send(mail))) !== undefined
  }

  private find(mail: TestMail): Promise<FoundMail | undefined> {
    return this.step('find', () => this.lookFor(mail, arrivesWithinMs))
  }

  /** Never a failed step: many providers have no such addresses, and mail works without them. */
  private async tryPlusAddress(): Promise<boolean | null> {
    const { servers, address } = this.parts
    this.tell('plus')
    const mail = servers.createMail(plusAddress(address))
    const sent = await servers.send(mail)
    const found = sent.ok ? await this.lookFor(mail, plusWithinMs) : sent
    const isRefused = !found.ok && ['refused', 'not-arrived'].includes(found.error.code)
    if (found.ok || isRefused) this.note('plus', 'ok')
    return found.ok ? true : isRefused ? false : null
  }

  /** Looks until the mail is there; its copy among the sent mail may follow a moment later. */
  private async lookFor(mail: TestMail, withinMs: number): Tried<FoundMail> {
    const { servers, wait, signal } = this.parts
    let arrived: FoundMail | null = null
    for (let waited = 0; waited <= withinMs && !signal.aborted; waited += lookEveryMs) {
      if (waited > 0) await wait(lookEveryMs, signal)
      const found = await servers.find(mail)
      if (!found.ok) return found
      if (found.value.arrivedAs === null) continue
      if (arrived !== null || found.value.isFiled !== false) return found
      arrived = found.value
    }
    return arrived === null ? fail('not-arrived', { reply: null }) : ok(arrived)
  }

  private async step<T>(name: StepName, attempt: () => Tried<T>): Promise<T | undefined> {
    if (this.parts.signal.aborted) return undefined
    this.tell(name)
    const tried = await attempt()
    if (tried.ok) this.note(name, 'ok')
    else this.note(name, 'failed', tried.error)
    return tried.ok ? tried.value : undefined
  }

  private note(step: StepName, status: Step['status'], refusal?: ServerRefusal): void {
    const problem = refusal?.code ?? null
    this.steps.set(step, { step, status, problem, reply: refusal?.data.reply ?? null })
  }

  private tell(step: StepName): void {
    const done = stepNames.indexOf(step)
    this.parts.tell({ phase: step, done, total: stepNames.length })
  }

  private allSteps(): Step[] {
    const skipped = { status: 'skipped', problem: null, reply: null } as const
    return stepNames.map((step) => this.steps.get(step) ?? { step, ...skipped })
  }

  private seen(
    outgoing: { readonly maxBytes: number | null } | undefined,
    { mail, found, hasPlusAddresses }: SeenMail,
  ): Seen | null {
    const hasFailed = this.allSteps().some(({ status }) => status === 'failed')
    if (!outgoing || hasFailed || this.parts.signal.aborted) return null
    const keepsMessageId = found ? found.arrivedAs === mail.messageId : null
    const filesSent = found?.isFiled ?? null
    return { keepsMessageId, filesSent, hasPlusAddresses, maxBytes: outgoing.maxBytes }
  }
}

interface SeenMail {
  readonly mail: TestMail
  readonly found: FoundMail | undefined
  readonly hasPlusAddresses: boolean | null
}

/** How a test ended. */
export interface SetUpOutcome {
  readonly steps: readonly Step[]
  /** Null when a step failed: an account that does not work is as it was before. */
  readonly seen: Seen | null
}

/**
 * Connects to both servers, sends the owner a mail and finds it again, step by step; never throws
 * for what a server does.
 */
export const runSetUpTest = (parts: SetUpTestParts): Promise<SetUpOutcome> =>
  new SetUpRun(parts).run()
