import { join } from 'node:path'
import { currentSchema } from '#main/db/migrate.ts'
import { createAppHandlers } from '#main/features/app/app.handlers.ts'
import { AppService } from '#main/features/app/app.service.ts'
import thirdParty from '#main/features/app/third-party.json' with { type: 'json' }
import { createJobsHandlers } from '#main/features/jobs/jobs.handlers.ts'
import { JobsRepository } from '#main/features/jobs/jobs.repository.ts'
import { JobsService } from '#main/features/jobs/jobs.service.ts'
import { createSettingsHandlers } from '#main/features/settings/settings.handlers.ts'
import { SettingsRepository } from '#main/features/settings/settings.repository.ts'
import { SettingsService } from '#main/features/settings/settings.service.ts'
import type { AllHandlers, Handlers } from '#main/platform/handlers.ts'
import type { SliceName } from '#shared/contract/index.ts'
import type { WireError } from '#shared/contract/wire.ts'
import { makeSampleWorkspace } from './sample-workspace.ts'
import type { OpenParts } from './session.ts'

/** What a session runs: the handlers of all slices and whatever ticks beside them. */
export interface Services {
  readonly handlers: AllHandlers
  readonly refuseCommands: () => WireError | undefined
  run(): void
  stop(): Promise<void>
}

// A slice whose service is not composed yet; gone with the last one.
const unfinished = <S extends SliceName>(): Handlers<S> =>
  new Proxy({}, { get: () => () => { throw new Error('not composed') } }) as Handlers<S>

/** Builds every service once, in the order in which they need each other. */
export const composeServices = (parts: OpenParts): Services => {
  const { options, workspace, connection, gate, events, lifecycle } = parts
  const { reader, executor, unitOfWork } = connection
  const { clock, log, preferences } = options

  const settings = new SettingsService({
    unitOfWork,
    repository: new SettingsRepository(reader),
    preferences,
  })
  const jobsRepository = new JobsRepository(executor)
  jobsRepository.failOrphans(clock.now())
  const jobs = new JobsService({
    repository: jobsRepository,
    threads: { workerFile: options.workerFile, layout: workspace.layout, clock, gate },
    gate,
    events,
    log,
  })
  const app = new AppService({
    version: options.version,
    schemaVersion: currentSchema,
    sqliteVersion: reader.firstSql<{ v: string }>('select sqlite_version() as v')?.v ?? '',
    workspace,
    host: options.host,
    zone: () => clock.zone(),
    facts: {
      health: () => 'good',
      isSetUp: () => settings.business().isSetUp,
      lastBackupAt: () => null,
      nextReminderAt: () => null,
    },
    lifecycle,
    thirdParty,
    logTail: () => log.tail(200),
    openFolder: options.openFolder,
    prepareSample: (language) => {
      if (!workspace.meta.isSample) preferences.update({ ownWorkspace: options.folder })
      return makeSampleWorkspace(options, language)
    },
    ownWorkspace: () => preferences.read().ownWorkspace ?? join(options.appData, 'My business'),
    rememberMove: (folder) => preferences.update({ lastWorkspace: folder }),
  })
  return {
    handlers: {
      app: createAppHandlers(app),
      settings: createSettingsHandlers(settings),
      jobs: createJobsHandlers(jobs),
      contacts: unfinished(),
      tags: unfinished(),
      customFields: unfinished(),
      relations: unfinished(),
      activities: unfinished(),
      followUps: unfinished(),
      rhythms: unfinished(),
      today: unfinished(),
      search: unfinished(),
      imports: unfinished(),
      history: unfinished(),
      backups: unfinished(),
    },
    refuseCommands: () => undefined,
    run: () => {},
    stop: () => jobs.drain(),
  }
}
