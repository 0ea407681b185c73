import { createReminderLoop } from '#main/engines/scheduler/loop.ts'
import type { ReminderSettings } from '#main/engines/scheduler/next-run.ts'
import { FollowUpsRepository } from '#main/features/follow-ups/follow-ups.repository.ts'
import { FollowUpsService } from '#main/features/follow-ups/follow-ups.service.ts'
import { RemindersRepository } from '#main/features/follow-ups/reminders.repository.ts'
import { RemindersService } from '#main/features/follow-ups/reminders.service.ts'
import type { SettingsService } from '#main/features/settings/settings.service.ts'
import type { OpenParts } from './session.ts'

/** Next steps, their reminders, and the loop that announces them while it runs. */
export interface TimeServices {
  readonly followUps: FollowUpsService
  readonly reminders: RemindersService
  run(): void
  stop(): Promise<void>
}

/** Tables whose changes can move a reminder. */
const reminderTables = ['follow_ups', 'settings']

/** Builds what depends on the time of day. */
export const composeTimeServices = (parts: OpenParts, settings: SettingsService): TimeServices => {
  const { connection, events, options, onCommit } = parts
  const { reader, unitOfWork } = connection
  const { clock, random, log } = options

  const reminders = new RemindersService({
    unitOfWork,
    repository: new RemindersRepository(reader),
    settings: () => reminderSettings(settings),
    clock,
  })
  const followUps = new FollowUpsService({
    unitOfWork,
    repository: new FollowUpsRepository(reader),
    reminders,
    clock,
    random,
  })
  const loop = createReminderLoop({
    clock,
    log,
    store: reminders,
    settings: () => reminders.settings(),
    hasAudience: () => events.hasAudience,
    announce: (followUpIds) => events.publish({ type: 'reminder', followUpIds }),
  })
  onCommit(({ tables }) => {
    if (reminderTables.some((table) => table in tables)) loop.poke()
  })
  return {
    followUps,
    reminders,
    run: () => loop.run(),
    stop: async () => {
      loop.stop()
      await loop.drain()
    },
  }
}

const reminderSettings = (settings: SettingsService): ReminderSettings => {
  const { morningTime, quietFrom, quietTo } = settings.business()
  return { morning: morningTime, quiet: { from: quietFrom, to: quietTo } }
}
