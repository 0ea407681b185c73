/** Time as an argument: wall, monotonic and zone. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number
  /** Milliseconds that never jump; only differences mean something. */
  monotonic(): number
  /** IANA name of the zone the owner lives in, for example `Europe/Lisbon`. */
  zone(): string
}

/** How long the machine's zone is believed: asking takes a tenth of a millisecond each time. */
const zoneLifetimeMs = 5_000

/** Setting or deleting `TZ` makes the process forget the zone that it read at its start. */
const readAnew = (): void => {
  const { TZ } = process.env
  if (TZ === undefined) delete process.env['TZ']
  else process.env['TZ'] = TZ
}

const createZoneReader = (): (() => string) => {
  let zone = ''
  let readAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = performance.now()
    if (now - readAt < zoneLifetimeMs) return zone
    readAt = now
    readAnew()
    zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    return zone
  }
}

/** The clock of this machine; a change of its zone is noticed within five seconds. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  zone: createZoneReader(),
}
