import type { JobFunction } from '#main/platform/job-protocol.ts'
import { runJobThread } from '#main/platform/job-thread.ts'
import { systemRandom } from '#main/platform/random.ts'

/** A thread does one job, so it loads the code of that one only. */
const lazily =
  (load: () => Promise<JobFunction>): JobFunction =>
  async (...call) =>
    (await load())(...call)

const backups = () => import('#main/features/backups/backups.job.ts')

/** The composition root of a background thread: every kind of job, by the name it is started by. */
const jobs: Readonly<Record<string, JobFunction>> = {
  'imports.plan': lazily(
    async () => (await import('#main/features/imports/imports.job.ts')).planImport,
  ),
  'imports.commit': lazily(async () =>
    (await import('#main/features/imports/import-commit.job.ts')).createCommitImport(systemRandom),
  ),
  'backups.create': lazily(async () => (await backups()).createBackup),
  'backups.inspect': lazily(async () => (await backups()).inspectBackup),
  'backups.prepareRestore': lazily(async () => (await backups()).prepareRestore),
  'backups.check': lazily(async () => (await backups()).checkWorkspace),
  'contacts.bulk': lazily(
    async () => (await import('#main/features/contacts/contacts.job.ts')).bulkContactsJob,
  ),
  'rhythms.set': lazily(
    async () => (await import('#main/features/rhythms/rhythms.job.ts')).setRhythmJob,
  ),
  'history.conflicts': lazily(
    async () => (await import('#main/features/history/history.job.ts')).searchConflictsJob,
  ),
  'history.undo': lazily(
    async () => (await import('#main/features/history/history.job.ts')).undoJob,
  ),
}

await runJobThread(jobs)
