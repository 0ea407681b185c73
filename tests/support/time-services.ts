import type { ReminderSettings } from '#main/engines/scheduler/next-run.ts'
import { FollowUpsRepository } from '#main/features/follow-ups/follow-ups.repository.ts'
import { FollowUpsService } from '#main/features/follow-ups/follow-ups.service.ts'
import { RemindersRepository } from '#main/features/follow-ups/reminders.repository.ts'
import { RemindersService } from '#main/features/follow-ups/reminders.service.ts'
import { RhythmsRepository } from '#main/features/rhythms/rhythms.repository.ts'
import { RhythmsService } from '#main/features/rhythms/rhythms.service.ts'
import type { WallTime } from '#shared/domain/ids.ts'
import { openTestWorkspace, type TestWorkspace } from './open-workspace.ts'

export const nightSettings: ReminderSettings = {
  quiet: { from: '21:00' as WallTime, to: '08:00' as WallTime },
  morning: '09:00' as WallTime,
}

/** The services about time over a real workspace. */
export const openTimeServices = async (workspace?: TestWorkspace) => {
  const opened = workspace ?? (await openTestWorkspace())
  const { connection, clock, random } = opened
  const { reader, unitOfWork } = connection
  const reminders = new RemindersService({
    unitOfWork,
    repository: new RemindersRepository(reader),
    settings: () => nightSettings,
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
    // Nobody here carries a tag with hundreds of people.
    jobs: { runUnit: () => Promise.reject(new Error('no jobs')) },
  })
  return { ...opened, reminders, followUps, rhythms }
}
