import { createReminderLoop } from '#main/engines/scheduler/loop.ts'
import type { ReminderSettings } from '#main/engines/scheduler/next-run.ts'
import type { ContactViewsService } from '#main/features/contacts/contact-views.service.ts'
import { createFollowUpsHandlers } from '#main/features/follow-ups/follow-ups.handlers.ts'
import { FollowUpsRepository } from '#main/features/follow-ups/follow-ups.repository.ts'
import { FollowUpsService } from '#main/features/follow-ups/follow-ups.service.ts'
import { RemindersRepository } from '#main/features/follow-ups/reminders.repository.ts'
import { RemindersService } from '#main/features/follow-ups/reminders.service.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import { createRhythmsHandlers } from '#main/features/rhythms/rhythms.handlers.ts'
import { RhythmsRepository } from '#main/features/rhythms/rhythms.repository.ts'
import { RhythmsService } from '#main/features/rhythms/rhythms.service.ts'
import type { SettingsService } from '#main/features/settings/settings.service.ts'
import { createTodayHandlers } from '#main/features/today/today.handlers.ts'
import { TodayRepository } from '#main/features/today/today.repository.ts'
import { TodayService } from '#main/features/today/today.service.ts'
import type { AllHandlers } from '#main/platform/handlers.ts'
import type { OpenParts } from './session.ts'

/** Next steps, rhythms and Today, and the loop that announces reminders while it runs. */
export interface TimeServices {
  readonly handlers: Pick<AllHandlers, 'followUps' | 'rhythms' | 'today'>
  readonly followUps: FollowUpsService
  readonly reminders: RemindersService
  run(): void
  stop(): Promise<void>
}

interface TimeDependencies {
  readonly settings: SettingsService
  readonly contactViews: ContactViewsService
  readonly jobs: JobsService
}

/** Tables whose changes can move a reminder. */
const reminderTables = ['follow_ups', 'settings']

/** Builds what depends on the time of day. */
export const composeTimeServices = (
  parts: OpenParts,
  { settings, contactViews, jobs }: TimeDependencies,
): TimeServices => {
  const { reader, unitOfWork } = parts.connection
  const { clock, random } = parts.options

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
  const rhythms = new RhythmsService({
    unitOfWork,
    repository: new RhythmsRepository(reader),
    jobs,
  })
  const today = new TodayService({
    repository: new TodayRepository(reader),
    followUps,
    reminders,
    contactRows: (ids) => contactViews.rows(ids),
    clock,
  })
  return {
    handlers: {
      followUps: createFollowUpsHandlers(followUps),
      rhythms: createRhythmsHandlers(rhythms),
      today: createTodayHandlers(today),
    },
    followUps,
    reminders,
    ...runReminders(parts, reminders),
  }
}

const runReminders = (parts: OpenParts, reminders: RemindersService) => {
  const { events, options, onCommit } = parts
  const loop = createReminderLoop({
    clock: options.clock,
    log: options.log,
    store: reminders,
    settings: () => reminders.settings(),
    hasAudience: () => events.hasAudience,
    announce: (followUpIds) => events.publish({ type: 'reminder', followUpIds }),
    announceDay: () => events.publish({ type: 'day' }),
  })
  onCommit(({ tables }) => {
    if (reminderTables.some((table) => table in tables)) loop.poke()
  })
  return {
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
