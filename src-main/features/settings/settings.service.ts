import type { z } from 'zod'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { EventBus } from '#main/platform/event-bus.ts'
import type { Preferences, PreferenceValues } from '#main/platform/preferences.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { machineSettings } from '#shared/contract/settings.ts'
import { ok } from '#shared/domain/result.ts'
import { type BusinessSettings, businessOf, overlay } from './business-settings.ts'
import type { SettingsRepository } from './settings.repository.ts'
import type { UnreadPhonesRepository } from './unread-phones.repository.ts'
import { type BusinessUpdated, updateBusiness } from './update-business.ts'

/** Settings of this machine, every one with a value. */
export type MachineSettings = z.output<typeof machineSettings>

interface SettingsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: SettingsRepository
  readonly unreadPhones: UnreadPhonesRepository
  readonly jobs: Pick<JobsService, 'runUnit'>
  readonly preferences: Preferences
  readonly events: Pick<EventBus, 'publish'>
}

/** More phone numbers than this are read again behind the main thread. */
const atOnce = 100

const machineDefaults: MachineSettings = {
  language: 'system',
  theme: 'system',
  singleKeyShortcuts: true,
  notifications: true,
}

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
    const { unitOfWork, jobs } = this.dependencies
    const keys = Object.entries(patch).flatMap(([key, value]) => (value === undefined ? [] : [key]))
    const label = {
      code: 'settings.updateBusiness',
      ...(keys.length === 1 ? { mergeKey: `settings:${keys[0]}` } : {}),
    }
    const result = this.readsMany(patch)
      ? await jobs.runUnit<never, BusinessUpdated>(label.code, { input: patch, context, label })
      : await unitOfWork.run(context, label, (tx) => updateBusiness(tx, patch, {}))
    if (!result.ok) return result
    const { value, operationId } = result.value
    return ok({ operationId, phonesRead: value?.phonesRead ?? 0 })
  }

  private readsMany({ country }: Input<'settings.updateBusiness'>): boolean {
    if (country === undefined || country === this.business().country) return false
    return this.dependencies.unreadPhones.areMoreThan(atOnce)
  }

  /** Not an operation: what belongs to this machine is in no history, but other windows hear of it. */
  updateMachine(patch: Input<'settings.updateMachine'>, { actor }: CallContext): void {
    const { preferences, events } = this.dependencies
    preferences.update(withoutAbsent(patch))
    events.publish({ type: 'change', operationId: null, actor, tables: { settings: 'many' } })
  }
}
