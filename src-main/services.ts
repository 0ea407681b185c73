import { join } from 'node:path'
import { currentSchema } from '#main/db/migrate.ts'
import { oldestUndoable } from '#main/db/operations.ts'
import { createAppHandlers } from '#main/features/app/app.handlers.ts'
import { AppService } from '#main/features/app/app.service.ts'
import thirdParty from '#main/features/app/third-party.json' with { type: 'json' }
import { createBackupsHandlers } from '#main/features/backups/backups.handlers.ts'
import { BackupsService } from '#main/features/backups/backups.service.ts'
import { ContactViewsRepository } from '#main/features/contacts/contact-views.repository.ts'
import { ContactViewsService } from '#main/features/contacts/contact-views.service.ts'
import { CustomFieldsRepository } from '#main/features/custom-fields/custom-fields.repository.ts'
import { BinRepository } from '#main/features/history/bin.repository.ts'
import { BinService } from '#main/features/history/bin.service.ts'
import { createConflictSearch } from '#main/features/history/conflict-search.ts'
import { createHistoryHandlers } from '#main/features/history/history.handlers.ts'
import { HistoryRepository } from '#main/features/history/history.repository.ts'
import { HistoryService } from '#main/features/history/history.service.ts'
import { LogValuesRepository } from '#main/features/history/log-values.repository.ts'
import { OperationViews } from '#main/features/history/operation-views.ts'
import { UndoRuns } from '#main/features/history/undo-runs.ts'
import { columnWordOf } from '#main/features/imports/columns/column-word.ts'
import { createFileInspection } from '#main/features/imports/columns/file-inspection.ts'
import { createImportsHandlers } from '#main/features/imports/imports.handlers.ts'
import { ImportsRepository } from '#main/features/imports/imports.repository.ts'
import { ImportsService } from '#main/features/imports/imports.service.ts'
import { ImportRecipesRepository } from '#main/features/imports/recipes/import-recipes.repository.ts'
import { ImportRecipesService } from '#main/features/imports/recipes/import-recipes.service.ts'
import { createJobsHandlers } from '#main/features/jobs/jobs.handlers.ts'
import { JobsRepository } from '#main/features/jobs/jobs.repository.ts'
import { JobsService } from '#main/features/jobs/jobs.service.ts'
import { createSettingsHandlers } from '#main/features/settings/settings.handlers.ts'
import { SettingsRepository } from '#main/features/settings/settings.repository.ts'
import { SettingsService } from '#main/features/settings/settings.service.ts'
import { UnreadPhonesRepository } from '#main/features/settings/unread-phones.repository.ts'
import { BackgroundThreads } from '#main/platform/background-threads.ts'
import type { AllHandlers } from '#main/platform/handlers.ts'
import type { WireError } from '#shared/contract/wire.ts'
import { composeEmailServices } from './email-services.ts'
import { composePeopleServices } from './people-services.ts'
import { makeSampleWorkspace } from './sample-workspace.ts'
import type { OpenParts } from './session.ts'
import { composeTimeServices } from './time-services.ts'

/** What a session runs: the handlers of all slices and whatever ticks beside them. */
export interface Services {
  readonly handlers: AllHandlers
  readonly refuseCommands: (name: string) => WireError | undefined
  readonly onDamage: () => void
  run(): void
  /** The machine woke up, or its owner came back to it. */
  wake(): void
  /** Asks every job to stop and waits until the last one has ended. */
  drainJobs(): Promise<void>
  stop(): Promise<void>
}

/** Commands that help out of a damaged file and write nothing into it. */
const allowedOnDamage = new Set(['backups.restore', 'app.openFolder', 'settings.updateMachine'])

const refusalWhile = (health: string, name: string): WireError | undefined =>
  health === 'damaged' && !allowedOnDamage.has(name)
    ? { code: 'damaged', message: 'the workspace is damaged; restore a backup' }
    : undefined

const composeHistory = (
  { connection: { reader, operations }, gate, options: { clock } }: OpenParts,
  { jobs, threads }: { readonly jobs: JobsService; readonly threads: BackgroundThreads },
) => {
  const searchConflicts = createConflictSearch(threads)
  const runs = new UndoRuns({ operations, gate, jobs, searchConflicts })
  const repository = new HistoryRepository(reader)
  const values = new LogValuesRepository(reader)
  const views = new OperationViews({
    repository,
    values,
    operations,
    oldestUndoable: oldestUndoable(),
  })
  return {
    service: new HistoryService({ repository, operations, runs, views }),
    bin: new BinService({ repository: new BinRepository(reader), operations, runs, views, clock }),
  }
}

const composeImports = (
  { connection, options, files, workspace }: OpenParts,
  needs: {
    readonly jobs: JobsService
    readonly threads: BackgroundThreads
    readonly settings: SettingsService
    readonly history: HistoryService
  },
) => {
  const { jobs, threads, settings, history } = needs
  const { reader, unitOfWork } = connection
  const recipes = new ImportRecipesService({
    unitOfWork,
    repository: new ImportRecipesRepository(reader),
  })
  const fields = new CustomFieldsRepository(reader)
  const imports = new ImportsService({
    repository: new ImportsRepository(reader),
    recipes,
    jobs,
    history,
    files,
    random: options.random,
    temporary: workspace.layout.temporary,
    business: () => settings.business(),
    fields: () => fields.list(),
    columnWord: () => columnWordOf(options.preferences.read().language),
    inspectFile: createFileInspection(threads),
  })
  return createImportsHandlers(imports, recipes)
}

interface AppFacts {
  readonly settings: SettingsService
  readonly backups: BackupsService
  readonly nextReminderAt: () => number | null
}

const composeApp = (parts: OpenParts, { settings, backups, nextReminderAt }: AppFacts) => {
  const { options, workspace, home, connection, lifecycle } = parts
  const { clock, log, preferences } = options
  const { reader } = connection
  return new AppService({
    version: options.version,
    schemaVersion: currentSchema,
    sqliteVersion: reader.firstSql<{ v: string }>('select sqlite_version() as v')?.v ?? '',
    workspace,
    host: options.host,
    zone: () => clock.zone(),
    facts: {
      health: () => backups.health(),
      isSetUp: () => settings.business().isSetUp,
      lastBackupAt: () => backups.lastBackupAt(),
      nextReminderAt: () => nextReminderAt(),
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
    expectMove: (folder) => home.expectMove(folder),
    rememberMove: (folder) => {
      preferences.update({ lastWorkspace: folder })
      home.settleMove(folder)
    },
  })
}

/** Builds what every other service may need. */
const composeBase = ({ options, workspace, connection, gate, events, announce }: OpenParts) => {
  const { reader, executor, unitOfWork } = connection
  const { clock, log, preferences } = options
  const contactViews = new ContactViewsService({
    repository: new ContactViewsRepository(reader),
    clock,
  })
  const jobsRepository = new JobsRepository(executor)
  jobsRepository.failOrphans(clock.now())
  const { layout } = workspace
  const threads = new BackgroundThreads({ workerFile: options.workerFile, layout, clock, gate })
  const jobs = new JobsService({
    repository: jobsRepository,
    threads,
    gate,
    events,
    onCommitted: announce,
    log,
  })
  const settings = new SettingsService({
    unitOfWork,
    repository: new SettingsRepository(reader),
    unreadPhones: new UnreadPhonesRepository(reader),
    jobs,
    preferences,
    events,
  })
  return { settings, contactViews, threads, jobs }
}

/** Builds every service once, in the order in which they need each other. */
export const composeServices = (parts: OpenParts): Services => {
  const { options, events, lifecycle } = parts
  const { settings, contactViews, threads, jobs } = composeBase(parts)
  const isSound = (): boolean => backups.health() === 'good'
  const time = composeTimeServices(parts, { settings, contactViews, jobs })
  const { followUps } = time
  const mailNeeds = { settings, contactViews, followUps, jobs, threads, isSound }
  const mail = composeEmailServices(parts, mailNeeds)
  const onAccepted = () => mail.readSoon()
  const { mailPointsOf } = mail
  const needs = { views: contactViews, followUps, jobs, settings, mailPointsOf, onAccepted }
  const people = composePeopleServices(parts, needs)
  const history = composeHistory(parts, { jobs, threads })
  const isSelfActing = options.isSelfActing ?? true
  const onDamaged = (): void => {
    void time.stop()
    void mail.stop({ isDamaged: true })
  }
  const backups: BackupsService = new BackupsService({
    threads,
    jobs,
    lifecycle,
    events,
    log: options.log,
    isSelfActing,
    onDamaged,
  })
  const nextReminderAt = () => time.reminders.nextReminderAt()
  return {
    handlers: {
      app: createAppHandlers(composeApp(parts, { settings, backups, nextReminderAt })),
      settings: createSettingsHandlers(settings),
      jobs: createJobsHandlers(jobs),
      ...mail.handlers,
      ...people,
      ...time.handlers,
      imports: composeImports(parts, { jobs, threads, settings, history: history.service }),
      history: createHistoryHandlers(history),
      backups: createBackupsHandlers(backups),
    },
    refuseCommands: (name) => refusalWhile(backups.health(), name),
    onDamage: () => backups.noticeDamage(),
    run: () => {
      backups.run()
      mail.run(isSelfActing)
      if (isSelfActing) time.run()
    },
    wake: () => mail.wake(),
    drainJobs: () => jobs.drain(),
    stop: async () => {
      await jobs.drain()
      await time.stop()
      await mail.stop({ isDamaged: backups.health() === 'damaged' })
      await backups.stop()
      await threads.close()
    },
  }
}
