import type { HostEvent } from '#shared/contract/wire.ts'

/** An event before the bus numbers it. */
export type UnnumberedEvent = HostEvent extends infer E
  ? E extends HostEvent
    ? Omit<E, 'seq'>
    : never
  : never

/** Numbers events one by one and hands them to whoever listens. */
export class EventBus {
  private seq = 0
  private readonly listeners = new Set<(event: HostEvent) => void>()

  /** Announces an event to every listener, in order. */
  publish(event: UnnumberedEvent): void {
    this.seq += 1
    // An event plus its number is the event; the union is too wide for the compiler to see it.
    const numbered = { ...event, seq: this.seq } as HostEvent
    for (const listener of this.listeners) listener(numbered)
  }

  /** Listens until the returned function is called. */
  subscribe(listener: (event: HostEvent) => void): () => void {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  /** Whether anybody would hear an event now. */
  get hasListeners(): boolean {
    return this.listeners.size > 0
  }

  /** The number of the last event, so that a new listener knows where it starts. */
  get lastSeq(): number {
    return this.seq
  }
}
