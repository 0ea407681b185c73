import type { z } from 'zod'
import { businessSettings } from '#shared/contract/settings.ts'
import type { WallTime } from '#shared/domain/ids.ts'

/** Settings of the business, every one with a value. */
export type BusinessSettings = z.output<typeof businessSettings>

// Written as the contract's patterns ask for; brands exist only in the type system.
const wall = (time: string): WallTime => time as WallTime

const businessDefaults: BusinessSettings = {
  ownerName: '',
  businessName: '',
  country: 'US',
  currency: 'USD',
  weekStart: 1,
  morningTime: wall('09:00'),
  quietFrom: wall('21:00'),
  quietTo: wall('08:00'),
  isSetUp: false,
}

/** Fills what is stored and valid over the defaults; an unreadable value counts as absent. */
export const overlay = <T extends object>(
  shape: Readonly<Record<string, z.ZodType>>,
  defaults: T,
  read: (key: string) => unknown,
): T => {
  const entries = Object.keys(defaults).flatMap((key): [string, unknown][] => {
    const parsed = shape[key]?.safeParse(read(key))
    return parsed?.success && parsed.data !== undefined ? [[key, parsed.data]] : []
  })
  return { ...defaults, ...Object.fromEntries<unknown>(entries) }
}

/** Settings of the business from what is stored of them, every one with a value. */
export const businessOf = (stored: ReadonlyMap<string, unknown>): BusinessSettings =>
  overlay(businessSettings.shape, businessDefaults, (key) => stored.get(key))
