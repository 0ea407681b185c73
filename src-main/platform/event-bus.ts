import type { ChangeEvent, HostEvent } from '#shared/contract/wire.ts'

/** An event before the bus numbers it. */
export type UnnumberedEvent = HostEvent extends infer E
  ? E extends HostEvent
    ? Omit<E, 'seq'>
    : never
  : never

/** What a commit changed, before the bus numbers it. */
export type UnnumberedChange = Omit<ChangeEvent, 'seq'>

/** How somebody listens. */
export interface SubscribeOptions {
  /** True for one that shows nothing to the owner; reminders wait until another listens. */
  readonly isHousekeeping?: boolean
}

/** Numbers events one by one and hands them to whoever listens. */
export class EventBus {
  private seq = 0
  private readonly listeners = new Map<(event: HostEvent) => void, SubscribeOptions>()

  /** Announces an event to every listener, in order; one that throws keeps it from no other. */
  publish(event: UnnumberedEvent): void {
    this.seq += 1
    // An event plus its number is the event; the union is too wide for the compiler to see it.
    const numbered = { ...event, seq: this.seq } as HostEvent
    const failures: unknown[] = []
    for (const listener of this.listeners.keys()) {
      try {
        listener(numbered)
      } catch (cause) {
        failures.push(cause)
      }
    }
    if (failures.length > 0) throw failures[0]
  }

  /** Listens until the returned function is called. */
  subscribe(listener: (event: HostEvent) => void, options: SubscribeOptions = {}): () => void {
    this.listeners.set(listener, options)
    return () => {
      this.listeners.delete(listener)
    }
  }

  /** Whether somebody listens who shows events to the owner. */
  get hasAudience(): boolean {
    return [...this.listeners.values()].some(({ isHousekeeping }) => isHousekeeping !== true)
  }

  /** The number of the last event, so that a new listener knows where it starts. */
  get lastSeq(): number {
    return this.seq
  }
}
