import {
  checkWorkspace,
  createBackup,
  inspectBackup,
  prepareRestore,
} from '#main/features/backups/backups.job.ts'
import { bulkContactsJob } from '#main/features/contacts/contacts.job.ts'
import { undoJob } from '#main/features/history/history.job.ts'
import { createCommitImport } from '#main/features/imports/import-commit.job.ts'
import { planImport } from '#main/features/imports/imports.job.ts'
import { setRhythmJob } from '#main/features/rhythms/rhythms.job.ts'
import type { JobFunction } from '#main/platform/job-protocol.ts'
import { runJobThread } from '#main/platform/job-thread.ts'
import { systemRandom } from '#main/platform/random.ts'

/** The composition root of a background thread: every kind of job, by the name it is started by. */
const jobs: Readonly<Record<string, JobFunction>> = {
  'imports.plan': planImport,
  'imports.commit': createCommitImport(systemRandom),
  'backups.create': createBackup,
  'backups.inspect': inspectBackup,
  'backups.prepareRestore': prepareRestore,
  'backups.check': checkWorkspace,
  'contacts.bulk': bulkContactsJob,
  'rhythms.set': setRhythmJob,
  'history.undo': undoJob,
}

await runJobThread(jobs)
