import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { EmailFilesService } from './compose/email-files.service.ts'
import type { PreviewService } from './compose/preview.service.ts'
import type { OutboxService } from './decisions/outbox.service.ts'
import type { EmailsService } from './emails.service.ts'
import type { PlannedMailsService } from './planning/planned-mails.service.ts'
import type { ScheduleService } from './planning/schedule.service.ts'

/** The services behind `emails`. */
export interface EmailsSlice {
  readonly emails: EmailsService
  readonly planned: PlannedMailsService
  readonly files: EmailFilesService
  readonly schedule: ScheduleService
  readonly preview: PreviewService
  readonly outbox: OutboxService
}

/** Wires the contract's `emails` to its services. */
export const createEmailsHandlers = ({
  emails,
  planned,
  files,
  schedule,
  preview,
  outbox,
}: EmailsSlice): Handlers<'emails'> => ({
  get: (input) => emails.get(input),
  list: (input) => emails.list(input),
  groups: (input) => ok(emails.groups(input)),
  batch: async (input) => ok(await planned.batch(input)),
  stopped: () => ok(planned.stopped()),
  pending: (input) => ok(emails.pending(input)),
  outbox: () => ok(outbox.state()),
  create: (input, context) => emails.create(input, context),
  createMany: (input, context) => emails.createMany(input, context),
  update: (input, context) => emails.update(input, context),
  attach: (input, context) => files.attach(input, context),
  detach: (input, context) => files.detach(input, context),
  delete: (input, context) => emails.delete(input, context),
  deleteMany: (input, context) => schedule.deleteMany(input, context),
  preview: (input) => preview.preview(input),
  check: (input) => schedule.check(input),
  picture: (input) => preview.picture(input),
  schedule: (input, context) => schedule.schedule(input, context),
  cancel: (input, context) => schedule.cancel(input, context),
  decide: (input, context) => outbox.decide(input, context),
  sendTest: (input) => preview.sendTest(input),
  switch: (input, context) => outbox.switch(input, context),
  overdue: () => ok(outbox.overdue()),
  releaseAll: (_input, context) => outbox.releaseAll(context),
  asFile: (input) => preview.asFile(input),
  markSent: (input, context) => preview.markSent(input, context),
})
