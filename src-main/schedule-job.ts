import type { Reader } from '#main/db/executor.ts'
import { defaultLimits } from '#main/engines/email/throttle.ts'
import { MailRenderer } from '#main/features/emails/compose/mail-renderer.ts'
import { EmailsRepository } from '#main/features/emails/emails.repository.ts'
import { GmailGuard } from '#main/features/emails/planning/gmail-guard.ts'
import { GmailMailsRepository } from '#main/features/emails/planning/gmail-mails.repository.ts'
import type { ForecastParts } from '#main/features/emails/planning/last-leaves.ts'
import type { LookOverParts } from '#main/features/emails/planning/look-over.ts'
import { scheduleMails } from '#main/features/emails/planning/mail-units.ts'
import { readyToSchedule } from '#main/features/emails/planning/ready-to-schedule.ts'
import { OutboxRepository } from '#main/features/emails/sending/outbox.repository.ts'
import { TurnsRepository } from '#main/features/emails/sending/turns.repository.ts'
import { businessOf } from '#main/features/settings/business-settings.ts'
import { SettingsRepository } from '#main/features/settings/settings.repository.ts'
import { SuppressionReader } from '#main/features/suppressions/suppression-reader.ts'
import { SuppressionsRepository } from '#main/features/suppressions/suppressions.repository.ts'
import type { Input } from '#shared/contract/index.ts'
import { ok } from '#shared/domain/result.ts'
import { findTokenKey } from './token-key.ts'
import { createPreparedJob, type UnitEnvironment } from './unit-job.ts'
import { createWhyNoMail } from './why-no-mail.ts'

/** What mails are looked over with, from a connection of the thread's own. */
const partsOf = (reader: Reader, { clock }: UnitEnvironment): LookOverParts & ForecastParts => {
  const key = findTokenKey(reader)
  if (key === undefined) throw new Error('the key of the workspace is made when it is opened')
  const business = businessOf(new SettingsRepository(reader).all())
  const suppressions = new SuppressionReader({
    repository: new SuppressionsRepository(reader),
    tokenKey: () => key,
  })
  return {
    outbox: new OutboxRepository(reader),
    emails: new EmailsRepository(reader),
    gmail: new GmailGuard({ mails: new GmailMailsRepository(reader), clock }),
    composer: new MailRenderer({ writer: () => business, clock }),
    whyNoMail: createWhyNoMail(suppressions),
    turns: new TurnsRepository(reader),
    limits: defaultLimits,
    clock,
  }
}

/** Looks over many mails and schedules those that can leave, all in one unit of work. */
export const scheduleJob = createPreparedJob(
  async (reader, input: Input<'emails.schedule'>, environment) => {
    const { controls } = environment
    const found = await readyToSchedule(input, partsOf(reader, environment), (done, total) => {
      controls.checkpoint()
      controls.progress({ phase: 'checking', done, total })
    })
    if (!found.ok) return found
    return ok({ ready: found.value, numbers: { number: found.value.mails.length } })
  },
  scheduleMails,
)
