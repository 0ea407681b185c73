import type { z } from 'zod'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { EventBus } from '#main/platform/event-bus.ts'
import type { Preferences, PreferenceValues } from '#main/platform/preferences.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { businessSettings, machineSettings } from '#shared/contract/settings.ts'
import type { WallTime } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import type { SettingsRepository } from './settings.repository.ts'

/** Settings of the business, every one with a value. */
export type BusinessSettings = z.output<typeof businessSettings>
/** Settings of this machine, every one with a value. */
export type MachineSettings = z.output<typeof machineSettings>

interface SettingsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: SettingsRepository
  readonly preferences: Preferences
  readonly events: Pick<EventBus, 'publish'>
}

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

const machineDefaults: MachineSettings = {
  language: 'system',
  theme: 'system',
  singleKeyShortcuts: true,
  notifications: true,
}

/** Fills what is stored and valid over the defaults; an unreadable value counts as absent. */
const overlay = <T extends object>(
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

// An absent field must not overwrite what another host stored.
const withoutAbsent = (patch: Input<'settings.updateMachine'>): PreferenceValues =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))

/** What the owner set, about the business and about this machine. */
export class SettingsService {
  private readonly dependencies: SettingsDependencies

  constructor(dependencies: SettingsDependencies) {
    this.dependencies = dependencies
  }

  business(): BusinessSettings {
    return businessOf(this.dependencies.repository.all())
  }

  machine(): MachineSettings {
    const stored = new Map<string, unknown>(Object.entries(this.dependencies.preferences.read()))
    return overlay(machineSettings.shape, machineDefaults, (key) => stored.get(key))
  }

  get(): Output<'settings.get'> {
    return { business: this.business(), machine: this.machine() }
  }

  async updateBusiness(
    patch: Input<'settings.updateBusiness'>,
    context: CallContext,
  ): Promise<ProcedureResult<'settings.updateBusiness'>> {
    const { unitOfWork, repository } = this.dependencies
    const entries = Object.entries(patch).filter(([, value]) => value !== undefined)
    const [onlyKey] = entries.length === 1 ? entries.map(([key]) => key) : []
    const label = {
      code: 'settings.updateBusiness',
      ...(onlyKey === undefined ? {} : { mergeKey: `settings:${onlyKey}` }),
    }
    const result = await unitOfWork.run(context, label, (tx) => {
      for (const [key, value] of entries) repository.set(tx, key, value)
      return ok(null)
    })
    return result.ok ? ok({ operationId: result.value.operationId }) : result
  }

  /** Not an operation: what belongs to this machine is in no history, but other windows hear of it. */
  updateMachine(patch: Input<'settings.updateMachine'>, { actor }: CallContext): void {
    const { preferences, events } = this.dependencies
    preferences.update(withoutAbsent(patch))
    events.publish({ type: 'change', operationId: null, actor, tables: { settings: 'many' } })
  }
}
