import { z } from 'zod'
import { command, query } from './define.ts'
import { countryCode, currencyCode, done, line, wallTime } from './values.ts'

/** About the business: travels with the workspace, undoable. */
export const businessSettings = z.strictObject({
  ownerName: z.string().max(200),
  businessName: z.string().max(200),
  country: countryCode,
  currency: currencyCode,
  /** 1 Monday … 7 Sunday. */
  weekStart: z.int().min(1).max(7),
  /** When day-long next steps remind. */
  morningTime: wallTime,
  quietFrom: wallTime,
  quietTo: wallTime,
  /** False until the first run is done. */
  isSetUp: z.boolean(),
})

/** About this machine: stays here. */
export const machineSettings = z.strictObject({
  /** `system` follows the browser's or the operating system's language. */
  language: z.enum(['system', 'en', 'zh-CN']),
  theme: z.enum(['system', 'light', 'dark']),
  singleKeyShortcuts: z.boolean(),
  notifications: z.boolean(),
})

export const settings = {
  get: query({
    input: z.strictObject({}),
    output: z.object({ business: businessSettings, machine: machineSettings }),
  }),
  updateBusiness: command({
    undoable: true,
    input: businessSettings
      .partial()
      .extend({ ownerName: line(200).optional(), businessName: z.string().max(200).optional() }),
    /** `phonesRead`: another country made so many numbers readable that were not before. */
    output: done.extend({ phonesRead: z.int().min(0) }),
  }),
  updateMachine: command({
    undoable: false,
    input: machineSettings.partial(),
    output: z.object({}),
  }),
}
