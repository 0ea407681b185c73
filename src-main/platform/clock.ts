/** Time as an argument: wall, monotonic and zone. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number
  /** Milliseconds that never jump; only differences mean something. */
  monotonic(): number
  /** IANA name of the zone the owner lives in, for example `Europe/Lisbon`. */
  zone(): string
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
}
