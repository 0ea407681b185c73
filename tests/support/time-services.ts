import type { ReminderSettings } from '#main/engines/scheduler/next-run.ts'
import { FollowUpsRepository } from '#main/features/follow-ups/follow-ups.repository.ts'
import { FollowUpsService } from '#main/features/follow-ups/follow-ups.service.ts'
import { RemindersRepository } from '#main/features/follow-ups/reminders.repository.ts'
import { RemindersService } from '#main/features/follow-ups/reminders.service.ts'
import { RhythmsRepository } from '#main/features/rhythms/rhythms.repository.ts'
import { RhythmsService } from '#main/features/rhythms/rhythms.service.ts'
import { TodayRepository } from '#main/features/today/today.repository.ts'
import { TodayService } from '#main/features/today/today.service.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { WallTime } from '#shared/domain/ids.ts'
import { today as todayOf } from '#shared/domain/time.ts'
import { plainContactRow } from './contact-rows.ts'
import { openTestWorkspace, type TestWorkspace } from './open-workspace.ts'

export const nightSettings: ReminderSettings = {
  quiet: { from: '21:00' as WallTime, to: '08:00' as WallTime },
  morning: '09:00' as WallTime,
}

/** What services about time are made of. */
type Parts = Pick<TestWorkspace['connection'], 'reader' | 'unitOfWork'> & {
  readonly clock: Clock
  readonly random: RandomSource
}

/** Next steps and their reminders, silent at night. */
export const createFollowUps = ({ reader, unitOfWork, clock, random }: Parts) => {
  const reminders = new RemindersService({
    unitOfWork,
    repository: new RemindersRepository(reader),
    settings: () => nightSettings,
    clock,
  })
  const repository = new FollowUpsRepository(reader)
  const followUps = new FollowUpsService({ unitOfWork, repository, reminders, clock, random })
  return { reminders, followUps }
}

/** The services about time over a real workspace; what Today says of contacts is made up. */
export const openTimeServices = async (workspace?: TestWorkspace) => {
  const opened = workspace ?? (await openTestWorkspace())
  const { connection, clock, random } = opened
  const { reader, unitOfWork } = connection
  const { reminders, followUps } = createFollowUps({ reader, unitOfWork, clock, random })
  const rhythms = new RhythmsService({
    unitOfWork,
    repository: new RhythmsRepository(reader),
    // Nobody here carries a tag with hundreds of people.
    jobs: { runUnit: () => Promise.reject(new Error('no jobs')) },
  })
  const today = new TodayService({
    repository: new TodayRepository(reader),
    followUps,
    reminders,
    contactRows: (ids) => ids.map((id) => plainContactRow(reader, id, todayOf(clock))),
    clock,
  })
  return { ...opened, reminders, followUps, rhythms, today }
}
