import type { HelperKind } from '#main/platform/helper-protocol.ts'
import { createHelpers } from '#main/platform/helper-thread.ts'
import { helperKind, runHelperThread } from '#main/platform/helper-work.ts'
import type { JobFunction } from '#main/platform/job-protocol.ts'
import { runJobThread } from '#main/platform/job-thread.ts'
import { systemRandom } from '#main/platform/random.ts'
import type { UnitWork } from './unit-job.ts'

/** A thread does one job, so it loads the code of that one only. */
const lazily =
  (load: () => Promise<JobFunction>): JobFunction =>
  async (...call) =>
    (await load())(...call)

/** One unit of work, as the slice also does it on the main thread. */
const unit = <Input>(load: () => Promise<UnitWork<Input>>): JobFunction =>
  lazily(async () => (await import('./unit-job.ts')).createUnitJob(await load()))

const tags = () => import('#main/features/tags/tag-units.ts')
const mails = () => import('#main/features/emails/planning/mail-units.ts')
const decisions = () => import('#main/features/emails/decisions/decision-units.ts')
const noMail = () => import('./no-mail-in-files.ts')
const backups = () => import('#main/features/backups/backups.job.ts')

/** The composition root of a background thread: every kind of job, by the name it is started by. */
const jobs: Readonly<Record<string, JobFunction>> = {
  'imports.inspect': lazily(
    async () => (await import('#main/features/imports/columns/inspect-file.job.ts')).inspectFileJob,
  ),
  'imports.plan': lazily(
    async () => (await import('#main/features/imports/staging/imports.job.ts')).planImport,
  ),
  'imports.revise': lazily(
    async () => (await import('#main/features/imports/staging/revise-plan.job.ts')).revisePlan,
  ),
  'imports.quarantine': lazily(
    async () =>
      (await import('#main/features/imports/staging/import-quarantine.job.ts')).writeQuarantine,
  ),
  'imports.commit': lazily(async () =>
    (await import('#main/features/imports/commit/import-commit.job.ts')).createCommitImport(
      systemRandom,
      (await noMail()).writeNoMail,
    ),
  ),
  'exports.create': lazily(async () => {
    const { createExportContacts } = await import('#main/features/exports/exports.job.ts')
    return createExportContacts((await noMail()).readNoMail)
  }),
  'backups.create': lazily(async () => (await backups()).createBackup),
  'backups.inspect': lazily(async () => (await backups()).inspectBackup),
  'backups.prepareRestore': lazily(async () => (await backups()).prepareRestore),
  'backups.check': lazily(async () => (await backups()).checkWorkspace),
  'contacts.bulk': lazily(
    async () => (await import('#main/features/contacts/contacts.job.ts')).bulkContactsJob,
  ),
  'contacts.update': unit(
    async () => (await import('#main/features/contacts/contact-writer.ts')).updateContact,
  ),
  'rhythms.set': unit(
    async () => (await import('#main/features/rhythms/rhythms.job.ts')).setRhythm,
  ),
  'tags.rename': unit(async () => (await tags()).renameTag),
  'tags.delete': unit(async () => (await tags()).deleteTag),
  'customFields.update': unit(
    async () => (await import('#main/features/custom-fields/update-field.ts')).updateField,
  ),
  'customFields.delete': unit(
    async () => (await import('#main/features/custom-fields/delete-field.ts')).deleteField,
  ),
  'settings.updateBusiness': unit(
    async () => (await import('#main/features/settings/update-business.ts')).updateBusiness,
  ),
  'emails.schedule': lazily(async () => (await import('./schedule-job.ts')).scheduleJob),
  'emails.cancel': unit(async () => (await mails()).cancelMails),
  'emails.deleteMany': unit(async () => (await mails()).deleteDrafts),
  'emails.decide': unit(async () => (await decisions()).decideMails),
  'emails.letGo': unit(async () => (await decisions()).letGoTogether),
  'emails.strayFiles': lazily(
    async () => (await import('#main/features/emails/compose/stray-files.job.ts')).findStrayFiles,
  ),
  'history.conflicts': lazily(
    async () => (await import('#main/features/history/history.job.ts')).searchConflictsJob,
  ),
  'history.undo': lazily(
    async () => (await import('#main/features/history/history.job.ts')).undoJob,
  ),
}

/** What works beside a job, or beside the main thread. */
const helpers: Readonly<Record<string, HelperKind>> = {
  'search.texts': async () => {
    const { createSearchBuilder } = await import('#main/db/search/search-builder.ts')
    const { searchFunctions } = await import('#main/engines/search/sql-functions.ts')
    return createSearchBuilder(searchFunctions)
  },
  'imports.readRows': async () =>
    (await import('#main/features/imports/staging/read-rows.ts')).prepareReading(),
  'mailboxes.read': async () =>
    (await import('#main/features/mailboxes/read-beside.ts')).prepareMailReading(),
}

/** Batches of rows are new and gone again; more room for them saves looking through it. */
const limits = { 'imports.readRows': { youngHeapMiB: 16 } }

if (helperKind() !== null) await runHelperThread(helpers)
else runJobThread(jobs, createHelpers(import.meta.filename, limits))
